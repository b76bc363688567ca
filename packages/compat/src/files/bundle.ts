import { type Draft, declaredDraft } from '../engine/compile/dialect.js';
import { SchemaFault } from '../engine/compile/fault.js';
import { below, isRecord, stepsOf } from '../engine/compile/pointer.js';
import type { AnySchema } from '../engine/types.js';
import { type FileProblem, FileReferences, type Files, type SchemaFile } from './file-references.js';

/** A schema with all that it refers to in other files, as one document. */
export interface Bundle {
  readonly schema: AnySchema;
  /** The file of each part that was put into it, by the JSON pointer of the part. */
  readonly parts: ReadonlyMap<string, string>;
  /** The file of each identifier that references were made to. */
  readonly identities: ReadonlyMap<string, string>;
}

const alone = { parts: new Map<string, string>(), identities: new Map<string, string>() };

/**
 * Puts the files that a schema leads to by `$ref` into one document, each under its own identifier, and makes references to
 * files references to these. Only what the root can lead to is read. A schema that stays in its file is given back as it is.
 */
export function bundled(file: string, schema: AnySchema, files: Files): Bundle | { readonly problem: FileProblem } {
  if (!isRecord(schema)) return { schema, ...alone };
  try {
    const draft = declaredDraft(schema, 'undeclared', '');
    const reach = new FileReferences(file, schema, draft, files);
    const problem = reach.problem;
    if (problem) return { problem };
    const stays = [...reach.files.values()].every(({ rewrites }) => rewrites.size === 0);
    return stays ? { schema, ...alone } : united(reach, file, draft);
  } catch (fault) {
    // Whoever compiles the schema finds the same, and says where; the stack ends where it is nested too deep.
    if (fault instanceof SchemaFault || fault instanceof RangeError) return { schema, ...alone };
    throw fault;
  }
}

type Keywords = { readonly [keyword: string]: unknown };

function united(reach: FileReferences, rootFile: string, draft: Draft): Bundle {
  const container = draft === 'draft-04' || draft === 'draft-06' || draft === 'draft-07' ? 'definitions' : '$defs';
  const id = draft === 'draft-04' ? 'id' : '$id';
  const parts = new Map<string, string>();
  const inner: [string, unknown][] = [];
  for (const [name, one] of reach.files) {
    if (name === rootFile) continue;
    const key = `file:${name}`;
    parts.set(below('', container, key), name);
    inner.push([key, named(rewritten(one), id, one.identity, one.draft)]);
  }
  const root = reach.files.get(rootFile) as SchemaFile;
  const own = rewritten(root) as Keywords;
  const rootId = root.isReferred && !root.hasId ? { [id]: root.identity } : {};
  const held = isRecord(own[container]) ? own[container] : {};
  const definitions = inner.length === 0 ? {} : { [container]: { ...held, ...Object.fromEntries(inner) } };
  const identities = new Map([...reach.files].map(([name, { identity }]) => [identity, name]));
  return { schema: { ...rootId, ...own, ...definitions }, parts, identities };
}

/** A part under its identifier. Up to draft-07 one beside a `$ref` does not count: there the reference stands alone. */
function named(schema: unknown, id: string, identity: string, draft: Draft): unknown {
  if (!isRecord(schema)) return schema === false ? { [id]: identity, not: {} } : { [id]: identity };
  const alone = typeof schema.$ref === 'string' && ['draft-04', 'draft-06', 'draft-07'].includes(draft);
  if (!alone) return { ...schema, [id]: identity };
  const { $ref, $schema, definitions, $defs } = schema;
  const kept = Object.entries({ $schema, definitions, $defs }).filter(([, value]) => value !== undefined);
  return { [id]: identity, allOf: [{ $ref }], ...Object.fromEntries(kept) };
}

function rewritten({ schema, rewrites }: SchemaFile): unknown {
  let result: unknown = schema;
  for (const [pointer, reference] of rewrites) result = withValue(result, stepsOf(pointer), reference());
  return result;
}

function withValue(root: unknown, steps: readonly string[], value: string): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(root)) return root.with(Number(step), withValue(root[Number(step)], rest, value));
  const entries = Object.entries(root as Keywords);
  return Object.fromEntries(entries.map(([key, one]) => [key, key === step ? withValue(one, rest, value) : one]));
}

/** A text about a bundle with its files named in place of their identifiers and of the pointers to their parts. */
export function namingFiles(text: string, { parts, identities }: Omit<Bundle, 'schema'>, whole?: string): string {
  let named = text;
  for (const [pointer, file] of parts) {
    const prefixes = [...(whole === undefined ? [] : [`${whole}#`]), '#', ''].map((front) => `${front}${pointer}`);
    for (const prefix of prefixes) named = named.replaceAll(prefix, `${file}#`);
  }
  for (const [identity, file] of identities) named = named.replaceAll(`"${identity}`, `"${file}`);
  return named;
}

/** The file that a place of a bundle was read from; undefined for the first one. */
export function fileAt(pointer: string, parts: Bundle['parts']): string | undefined {
  for (const [part, file] of parts) if (pointer === part || pointer.startsWith(`${part}/`)) return file;
  return undefined;
}
