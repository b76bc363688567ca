import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from './shop-model.js';

/** A schema of the public registry iglu-central, which nobody here wrote. */
export interface PublicSchema {
  /** `vendor/name/jsonschema/1-0-0.json`. */
  readonly file: string;
  readonly schema: unknown;
}

const root = path.join(repository, 'packages/compat/test/data/iglu-central');

/** All of them, in the order of their names and versions. */
export function publicSchemas(): PublicSchema[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((file) => ({ file, schema: JSON.parse(readFileSync(path.join(root, file), 'utf8')) as unknown }));
}

/** Every two versions that follow each other within a model: `1-0-0` and `1-0-1`, never `2-0-0`. */
export function successivePairs(schemas: readonly PublicSchema[]): (readonly [PublicSchema, PublicSchema])[] {
  const model = ({ file }: PublicSchema) => file.replace(/-\d+-\d+\.json$/, '');
  return schemas.flatMap((schema, at) => {
    const next = schemas[at + 1];
    return next && model(next) === model(schema) ? [[schema, next] as const] : [];
  });
}
