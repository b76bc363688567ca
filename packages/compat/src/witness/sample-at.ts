import { ExactNumber, type JsonObject, type JsonSchema, type JsonValue } from '@sluice/contract';
import type { Path, PathStep } from '../changes/path.js';
import { mapValueOf, propertyOf } from '../changes/schema.js';
import { type SampleSize, sampleOf } from '../samples/sample.js';

/** The sub-schema of the older version at a path; the empty schema where it has none. */
export function schemaAt(root: JsonSchema, path: Path): JsonSchema {
  return path.reduce<JsonSchema>((schema, step) => below(schema, step), root);
}

function below(schema: JsonSchema, step: PathStep): JsonSchema {
  if (step.kind === 'property') return propertyOf(schema, step.was ?? step.name) ?? {};
  return (step.kind === 'element' ? schema.items : mapValueOf(schema)) ?? {};
}

/** A sample of the older version that carries this value at the path, with everything on the way to it. */
export function sampleAt(root: JsonSchema, path: Path, value: JsonValue, size: SampleSize): JsonValue {
  const [step, ...rest] = path;
  if (!step) return value;
  const inner = sampleAt(below(root, step), rest, value, size);
  if (step.kind === 'element') return [inner, ...asList(sampleOf(root, size)).slice(1)];
  const name = step.kind === 'value' ? 'key1' : (step.was ?? step.name);
  return { ...asObject(sampleOf(root, size)), [name]: inner };
}

/** The object, or an empty one. */
export function asObject(value: JsonValue): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof ExactNumber) return {};
  return value;
}

function asList(value: JsonValue): JsonValue[] {
  return Array.isArray(value) ? value : [];
}
