import { type Draft, speaks } from '../engine/compile/dialect.js';
import {
  absolute,
  nowhere,
  partsOf,
  readDocument,
  type SchemaDocument,
  settingAt,
} from '../engine/compile/document.js';
import { pointerOf } from '../engine/compile/place.js';
import { below, isRecord, stepsOf, valueAt } from '../engine/compile/pointer.js';
import type { AnySchema } from '../engine/types.js';
import { type PathTo, pathTo } from './path-to.js';

/** What is wrong with a reference to a file. */
export interface FileProblem {
  readonly code: string;
  /** The file and the JSON pointer of the reference in it. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** A file that was opened, or why it was not. */
export type Opened =
  | { readonly file: string; readonly schema: unknown }
  | { readonly code: string; readonly message: string; readonly fix: string };

/** Where files come from: opens the one that a relative path, seen from another file, leads to. */
export interface Files {
  open(from: string, path: string): Opened;
}

/** A file that the root leads to. */
export interface SchemaFile {
  readonly schema: AnySchema;
  readonly draft: Draft;
  readonly document: SchemaDocument;
  /** The identifier of its root in the bundle. */
  readonly identity: string;
  /** Whether it says so itself. */
  readonly hasId: boolean;
  /** What becomes of references, by their JSON pointer. */
  readonly rewrites: Map<string, () => string>;
  isReferred: boolean;
}

const keywords = ['$ref', '$recursiveRef', '$dynamicRef'];

/** Follows every reference from the root on, and opens the files that they lead to. */
export class FileReferences {
  readonly files = new Map<string, SchemaFile>();
  /** The first thing that is wrong. */
  problem: FileProblem | undefined;
  readonly #waiting: (readonly [file: string, pointer: string])[] = [];
  readonly #seen = new Set<string>();

  constructor(
    root: string,
    schema: AnySchema,
    readonly draft: Draft,
    readonly source: Files,
  ) {
    this.#add(root, schema);
    this.#waiting.push([root, '']);
    for (let next = this.#waiting.pop(); next && !this.problem; next = this.#waiting.pop()) this.#visit(...next);
  }

  #add(file: string, schema: AnySchema): SchemaFile {
    const document = readDocument(schema, this.draft);
    const { base, draft } = settingAt(document, '');
    const taken = [...this.files.values()].some(({ document: { resources } }) => resources.has(base));
    const hasId = base !== nowhere && !taken;
    const identity = hasId ? base : `document-without-id:/files/${file.split('/').map(encodeURIComponent).join('/')}`;
    const one: SchemaFile = { schema, draft, document, identity, hasId, rewrites: new Map(), isReferred: false };
    this.files.set(file, one);
    return one;
  }

  #visit(file: string, pointer: string): void {
    const name = `${file}#${pointer}`;
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    const { document } = this.files.get(file) as SchemaFile;
    const schema = valueAt(document.root, stepsOf(pointer));
    if (!isRecord(schema)) return;
    const { base, draft } = settingAt(document, pointer);
    for (const keyword of keywords) {
      const reference = schema[keyword];
      if (typeof reference !== 'string' || !speaks(draft, keyword)) continue;
      this.#follow(file, below(pointer, keyword), reference, base);
    }
    for (const steps of partsOf(schema, draft)) this.#waiting.push([file, below(pointer, ...steps)]);
  }

  #follow(file: string, pointer: string, reference: string, base: string): void {
    const [front = '', ...rest] = reference.split('#');
    const fragment = rest.join('#');
    const own = this.files.get(file) as SchemaFile;
    const wanted = absolute(front, base);
    const known = [...this.files].find(([, { document }]) => document.resources.has(wanted) && wanted !== nowhere);
    if (own.document.resources.has(wanted)) this.#lead(file, own, wanted, fragment);
    else if (known) this.#cross(own, pointer, known, wanted, fragment);
    else this.#leave(file, pointer, reference, pathTo(front, base, settingAt(own.document, '').base), wanted);
  }

  /** Follows a reference out of everything that was opened so far. */
  #leave(file: string, pointer: string, reference: string, path: PathTo, wanted: string): void {
    if (path.kind === 'elsewhere') return;
    const opened = path.kind === 'outside' ? path : this.#open(file, path.path);
    if ('file' in opened) {
      const target = this.files.get(opened.file) ?? this.#add(opened.file, opened.schema as AnySchema);
      const start = target.document.resources.has(wanted) ? wanted : settingAt(target.document, '').base;
      const fragment = reference.split('#').slice(1).join('#');
      this.#cross(this.files.get(file) as SchemaFile, pointer, [opened.file, target], start, fragment);
      return;
    }
    if (path.kind === 'path' && path.isGuess && opened.code === 'missing-file') return;
    const keyword = stepsOf(pointer).at(-1);
    const message = `"${keyword}" is ${JSON.stringify(reference)}: ${opened.message}`;
    this.problem = { code: opened.code, path: `${file}#${pointer}`, message, fix: opened.fix };
  }

  #open(file: string, path: string): Opened {
    const opened = this.source.open(file, path);
    if (!('file' in opened) || isRecord(opened.schema) || typeof opened.schema === 'boolean') return opened;
    return {
      code: 'not-a-schema',
      message: `${opened.file} holds no schema: neither an object nor true or false.`,
      fix: 'Refer to a file that holds a schema.',
    };
  }

  /** A reference out of its file. What it becomes is known at the end. */
  #cross(
    own: SchemaFile,
    pointer: string,
    [file, target]: readonly [string, SchemaFile],
    base: string,
    fragment: string,
  ) {
    target.isReferred = true;
    const start = settingAt(target.document, '').base;
    const name = base === start ? target.identity : base;
    own.rewrites.set(pointer, () => (fragment === '' ? name : `${name}#${fragment}`));
    this.#lead(file, target, base, fragment);
  }

  #lead(file: string, { document }: SchemaFile, base: string, fragment: string): void {
    const pointer = pointerOf(document, base, fragment);
    if (pointer !== undefined) this.#waiting.push([file, pointer]);
  }
}
