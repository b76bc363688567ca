import { adviceFor } from './author-advice.js';
import { ContractError } from './errors.js';
import type { FieldBlock, JsonSchema } from './json.js';

/** What TypeBox hands over: JSON Schema keywords, our annotations, and TypeBox's symbols, which are not relied on. */
export type AuthorSchema = JsonSchema & FieldBlock & { [key: string | symbol]: unknown };

/** Under which a helper notes the options that its own keywords have overruled. */
export const unheard: unique symbol = Symbol('sluice.unheard');

const runtimeKinds: readonly string[] = [
  'Transform',
  'Recursive',
  'This',
  'Date',
  'Function',
  'Promise',
  'Symbol',
  'Undefined',
  'Void',
];

const runtimeFixes: { readonly [kind: string]: string } = {
  Date: 'Write Timestamp({ … }) (RFC 3339 text), EpochMillis({ … }) (milliseconds) or Date_({ … }) (a day).',
  Undefined: 'Write Type.Optional(…) around the type: an app may then leave the field out.',
  Void: 'Write Type.Optional(…) around the type: an app may then leave the field out.',
  Transform: 'Write the type that is sent; what the program makes of it is its own.',
};

/** Refuses what exists in a running program only, and references: what they stand for could change without a new version. */
export function refuseRuntimeTypes(schema: AuthorSchema, path: string): void {
  if (schema === null || typeof schema !== 'object') refuseType(schema, path);
  const marks = Object.getOwnPropertySymbols(schema).map((symbol) => symbol.description ?? '');
  const kind = marks.includes('TypeBox.Transform') ? 'Transform' : String(typeBoxKind(schema));
  if (runtimeKinds.includes(kind)) {
    throw new ContractError({
      code: 'no-stable-meaning',
      path,
      message: `Type.${kind} exists in a running program only: JSON on the wire and a table cannot say it.`,
      fix: runtimeFixes[kind] ?? 'Use a nested Type.Object for structure, or Json() for anything.',
    });
  }
  if (schema.$ref === undefined && schema.$id === undefined) return;
  throw new ContractError({
    code: 'no-stable-meaning',
    path,
    message: 'A reference leads out of the field: what it stands for could change without a new version.',
    fix: 'Write the schema where it is needed: a nested Type.Object, or a function that returns it.',
  });
}

function typeBoxKind(schema: AuthorSchema): unknown {
  const symbol = Object.getOwnPropertySymbols(schema).find((candidate) => candidate.description === 'TypeBox.Kind');
  return symbol && schema[symbol];
}

/** Refuses what has no column type, and says what to write instead. */
export function refuseType(schema: AuthorSchema | undefined, path: string): never {
  const kind = schema && typeof schema === 'object' ? typeBoxKind(schema) : undefined;
  const advice = adviceFor(schema, kind) ?? {
    message:
      schema?.type === undefined
        ? 'A field without a type has no column type.'
        : `The type ${JSON.stringify(schema.type)} has no column type.`,
    fix: 'Choose one type (see docs/definitions.md for the list), or write Json({ … }) if anything may stand here.',
  };
  throw new ContractError({ code: 'no-column-type', path, ...advice });
}

/** Whether `Type.Optional` stands around a schema. */
export function isOptional(schema: object): boolean {
  return Object.getOwnPropertySymbols(schema).some((symbol) => symbol.description === 'TypeBox.Optional');
}

/** Refuses `Type.Optional` where it would mean nothing: what is not there needs no value in a list or a map. */
export function refuseOptional(schema: object, place: string, path: string): void {
  if (!isOptional(schema)) return;
  throw new ContractError({
    code: 'optional-misplaced',
    path,
    message: `Type.Optional means nothing around ${place}.`,
    fix: 'Take it out; write it around the whole field if an app may leave that out.',
  });
}
