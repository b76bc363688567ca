import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Schema = { readonly [keyword: string]: unknown };

/** Two JSON Schema files to compare. */
export interface SchemaFiles {
  readonly name: string;
  readonly old: string;
  readonly new: string;
  /** CPU of the comparison ÷ CPU of an empty Node may be at most this. */
  readonly budget: number;
}

const scalars: readonly Schema[] = [
  { type: 'string' },
  { type: 'integer' },
  { type: 'boolean' },
  { type: ['string', 'null'] },
  { type: 'string', format: 'uri' },
  { type: 'string', enum: ['open', 'closed', 'merged'] },
  { type: 'string', pattern: '^[a-z0-9-]+$' },
  { type: 'number', minimum: 0 },
];
const broken: Schema = { type: 'object', description: 'Something else altogether.' };

/** A closed object of fields of all kinds, two thirds of them required, with objects inside. */
function payload(prefix: string, count: number, depth: number): Schema {
  const names = Array.from({ length: count }, (_, index) => `${prefix}_field_${index}`);
  const fields = names.map((name, index) => {
    if (depth > 0 && index % 5 === 4) return [name, payload(`${prefix}${index}`, count - 3, depth - 1)] as const;
    const scalar = {
      ...scalars[(index * 5 + prefix.length) % scalars.length],
      description: `What ${name} says about it.`,
    };
    return [name, index % 7 === 6 ? { type: 'array', items: scalar } : scalar] as const;
  });
  return {
    type: 'object',
    required: names.filter((_, index) => index % 3 !== 0),
    properties: Object.fromEntries(fields),
    additionalProperties: false,
  };
}

/** A union of webhooks that a constant tells apart; those at `changed` have a field of another type. */
function webhooks(count: number, fields: number, depth: number, changed: readonly number[]): Schema {
  const oneOf = Array.from({ length: count }, (_, index) => {
    const { properties, required, ...rest } = payload(`hook${index}`, fields, depth) as {
      properties: object;
      required: string[];
    };
    const own = { ...properties, ...(changed.includes(index) && { [`hook${index}_field_1`]: broken }) };
    return {
      ...rest,
      properties: { action: { const: `hook.${index}` }, sender: { $ref: '#/definitions/sender' }, ...own },
      required: ['action', 'sender', ...required],
    };
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    oneOf,
    definitions: { sender: payload('sender', 12, 1) },
  };
}

function listed(values: readonly unknown[], without: number): Schema {
  return { type: 'object', properties: { code: { enum: values.filter((_, index) => index !== without) } } };
}

function flat(count: number, changed: number): Schema {
  const kinds = ['string', 'integer', 'boolean'];
  const fields = Array.from({ length: count }, (_, index) => [
    `field_${index}`,
    index === changed ? broken : { type: kinds[index % 3] },
  ]);
  return { type: 'object', properties: Object.fromEntries(fields), required: ['field_0', `field_${count - 1}`] };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);
const every = (step: number, count: number) => numbered(count).filter((index) => index % step === 0);

function pairs(): readonly (readonly [name: string, before: Schema, after: Schema, budget: number])[] {
  const hooks = (changed: readonly number[]) => webhooks(66, 14, 2, changed);
  const many = (changed: readonly number[]) => webhooks(800, 9, 1, changed);
  const values = numbered(20_000).map((index) => `value-${index}`);
  const told = (schema: Schema) => ({ ...schema, title: 'Said otherwise.' });
  return [
    ['66 webhooks, one changed', hooks([]), hooks([40]), 25],
    ['66 webhooks, a third changed', hooks([]), hooks(every(3, 66)), 25],
    ['66 webhooks, none changed', hooks([]), told(hooks([])), 25],
    ['800 webhooks, one changed', many([]), many([500]), 60],
    ['800 webhooks, a hundred changed', many([]), many(every(8, 800)), 60],
    ['20,000 texts, one gone', listed(values, -1), listed(values, 12_345), 60],
    ['20,000 numbers, one gone', listed(numbered(20_000), -1), listed(numbered(20_000), 12_345), 60],
    ['5,000 fields, one changed', flat(5000, -1), flat(5000, 4001), 60],
  ];
}

/** Writes the schemas into a folder of their own. */
export function writeSchemaFiles(): { readonly files: readonly SchemaFiles[]; cleanUp(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-compat-'));
  const files = pairs().map(([name, before, after, budget], index) => {
    const [old, fresh] = ['old', 'new'].map((side) => path.join(folder, `${index}-${side}.json`)) as [string, string];
    writeFileSync(old, JSON.stringify(before));
    writeFileSync(fresh, JSON.stringify(after));
    return { name, old, new: fresh, budget };
  });
  return { files, cleanUp: () => rmSync(folder, { recursive: true, force: true }) };
}
