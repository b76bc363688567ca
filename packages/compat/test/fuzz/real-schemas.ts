import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnySchema } from '../../src/engine/types.js';

const beside = fileURLToPath(new URL('../data/iglu-central', import.meta.url));

/** A schema of the public registry and where it stands there: `vendor/name/jsonschema/version.json`. */
export interface RealSchema {
  readonly file: string;
  readonly schema: AnySchema;
}

/** The 344 schemas of Iglu Central, by file name; a bundle has to say where they are. */
export function realSchemas(root = beside): RealSchema[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, schema: JSON.parse(readFileSync(`${root}/${file}`, 'utf8')) as AnySchema }));
}
