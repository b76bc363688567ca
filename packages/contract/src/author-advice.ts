import { camelCase } from './names.js';

/** What is wrong with what an author wrote for a field, and what to write instead. */
export interface Advice {
  readonly message: string;
  readonly fix: string;
}

type Written = { readonly [key: string | symbol]: unknown };

const optional =
  "Write Type.Optional(Type.String({ description: '…' })): an app leaves the field out instead of sending null.";

/** TypeBox's kinds that no table can hold. */
const kinds: { readonly [kind: string]: Advice } = {
  Any: { message: 'A field of any type has no column type.', fix: 'Write Json({ … }): anything, stored as JSON text.' },
  Unknown: {
    message: 'A field of unknown type has no column type.',
    fix: 'Write Json({ … }): anything, stored as JSON text.',
  },
  Null: { message: 'null alone has no column type.', fix: optional },
  BigInt: {
    message: 'JSON has no BigInt.',
    fix: 'Write Id64({ … }): 64 bits, as a string of digits on the wire; or Type.Integer({ … }) up to 2^53−1.',
  },
  Uint8Array: { message: 'JSON has no bytes.', fix: 'Write Type.String({ … }) and send the bytes in Base64.' },
  RegExp: { message: 'A regular expression alone is no type.', fix: "Write Type.String({ pattern: '…', … })." },
  Tuple: {
    message: 'A tuple has no column type.',
    fix: 'Write Type.Object({ … }) with a name for each place, or Type.Array(…) where all are of one type.',
  },
  Intersect: {
    message: 'An intersection has no column type.',
    fix: 'Write one Type.Object({ … }) with all fields (Type.Composite([ … ]) makes one of several).',
  },
  Not: {
    message: 'What a field is not gives no column type.',
    fix: 'Write the type that it has, or Json({ … }) with the rest of the schema.',
  },
  Never: { message: 'A field that no value fits has no column type.', fix: 'Take the field out.' },
  Undefined: {
    message: 'JSON has no undefined.',
    fix: 'Write Type.Optional(…) around the type: an app may then leave the field out.',
  },
  Void: {
    message: 'JSON has no undefined.',
    fix: 'Write Type.Optional(…) around the type: an app may then leave the field out.',
  },
  Literal: {
    message: 'Only texts can be listed as values of a field.',
    fix: "Write Enum(['a', 'b'], { … }) for texts, Type.Boolean({ … }), or Type.Integer({ minimum, maximum, … }).",
  },
};

/** What the author meant by something that is no type at all, or has no column type; undefined where nothing can be said. */
export function adviceFor(schema: unknown, kind: unknown): Advice | undefined {
  if (schema === undefined)
    return {
      message: 'The field is undefined.',
      fix: "Write its type, e.g. Type.String({ description: '…' }); the name that you wrote may not exist.",
    };
  if (typeof schema === 'function') return uncalled(schema.name);
  if (typeof schema !== 'object' || schema === null)
    return {
      message: `${JSON.stringify(schema)} is no type.`,
      fix: "Write a type, e.g. Type.String({ description: '…' }).",
    };
  const written = schema as Written;
  if (Array.isArray(written.items)) return kinds.Tuple;
  if (Array.isArray(written.anyOf)) return unionAdvice(written.anyOf as Written[]);
  return typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

function uncalled(name: string): Advice {
  const call =
    name === 'Decimal'
      ? 'Decimal(10, 2, { … })'
      : name === 'Enum'
        ? "Enum(['a', 'b'], { … })"
        : `${name || 'the function'}({ … })`;
  return { message: `${name || 'A function'} stands here uncalled.`, fix: `Call it: ${call}.` };
}

const typeNames: { readonly [type: string]: string } = {
  string: 'String',
  integer: 'Integer',
  number: 'Number',
  boolean: 'Boolean',
  object: 'Object',
  array: 'Array',
};

/** A union with null is the most usual one; TypeScript's way to say "may be missing" is no column's. */
function unionAdvice(members: readonly Written[]): Advice {
  const others = members.filter(({ type }) => type !== 'null');
  const [one] = others;
  if (others.length < members.length && others.length === 1 && one) {
    const type = typeNames[String(one.type)];
    return {
      message: 'A union with null has no column type.',
      fix: type
        ? optional.replace('Type.String(', `Type.${type}(`)
        : 'Write Type.Optional(…) around the type alone: an app leaves the field out instead of sending null.',
    };
  }
  const values = others.map((member) => member.const);
  if (values.length > 0 && values.every((value) => value !== undefined))
    return { ...(kinds.Literal as Advice), message: 'A union of values that are not all texts has no column type.' };
  const fix =
    others.length < members.length
      ? 'Write one type in Type.Optional(…), or Json({ … }) if anything may stand here.'
      : "Choose one type, or write Json({ description: '…', anyOf: [ … ] }): it is checked whole and stored as JSON text.";
  return { message: 'A union of different types has no column type.', fix };
}

/** What authors of other schema languages write, and what it is called here. */
const keywords: { readonly [keyword: string]: string } = {
  required: 'Every field is required unless it stands in Type.Optional(…): take it out.',
  optional: 'Write Type.Optional(…) around the type.',
  nullable: 'Write Type.Optional(…) around the type: an app leaves the field out instead of sending null.',
  title: 'Write it as the description.',
  $comment: 'Write it as a comment of the source, or as the description.',
  enum: "Write Enum(['a', 'b'], { … }).",
  const: "Write Enum(['a'], { … }).",
  values: "Write Enum(['a', 'b'], { … }).",
  precision: 'Write Decimal(precision, scale, { … }).',
  scale: 'Write Decimal(precision, scale, { … }).',
  pii: "Write sensitivity: 'personal'.",
  personal: "Write sensitivity: 'personal'.",
  private: "Write sensitivity: 'personal'.",
  secret: "Write sensitivity: 'secret'.",
  alias: "Write renamedFrom: ['oldName'].",
  aliases: "Write renamedFrom: ['oldName'].",
  example: 'Write examples: [ … ].',
  doc: 'Write description.',
  comment: 'Write description.',
  allOf: 'Write one Type.Object({ … }) with all fields; Type.Composite([ … ]) makes one of several.',
};

/** What to do about a keyword that no field of this type knows, where more can be said than the nearest word. */
export function keywordAdvice(keyword: string, type: string): string | undefined {
  if (/^\d+$/.test(keyword)) return "The options are an object: write { description: '…' }.";
  if (keyword === 'multipleOf' && type === 'float64')
    return 'Write Decimal(precision, scale, { … }) for a number of decimals.';
  return Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
}

/** What authors call the keys of a definition elsewhere. */
export const definitionWords: { readonly [key: string]: string } = {
  fields: 'properties',
  schema: 'properties',
  props: 'properties',
  team: 'owner',
  author: 'owner',
  doc: 'description',
  summary: 'description',
  event: 'name',
  title: 'name',
  aliases: 'renamedFrom',
  alias: 'renamedFrom',
  required: 'requires',
};

/** Wrong arguments of `Decimal` and `Enum`, which the type checker would have refused. */
export function argumentAdvice(
  block: { readonly type?: string; readonly precision?: unknown; readonly scale?: unknown } | undefined,
  values: unknown,
): Advice | undefined {
  const { type, precision, scale } = block ?? {};
  if (type === 'decimal' && (typeof precision !== 'number' || typeof scale !== 'number')) {
    const whole = typeof precision === 'number' ? precision : 10;
    return {
      message: 'Decimal takes the number of digits, the number of decimals, and then the options.',
      fix: `Write Decimal(${whole}, 2, { description: '…' }).`,
    };
  }
  if (type !== 'enum' || values === undefined || Array.isArray(values)) return undefined;
  const fix =
    typeof values === 'object'
      ? "List them: Enum(['a', 'b'], { … }); of an enum of TypeScript: Enum(Object.values(MyEnum), { … })."
      : "List them: Enum(['a', 'b'], { … }).";
  return { message: 'Enum takes a list of texts.', fix };
}

/** The camelCase name that was probably meant, for the advice. */
export function fieldNameFor(name: string): string {
  const words = camelCase(name.replace(/[^a-zA-Z0-9]+/g, '_').replace(/^[_0-9]+|_+$/g, ''));
  return words === '' ? 'productId' : words.charAt(0).toLowerCase() + words.slice(1);
}
