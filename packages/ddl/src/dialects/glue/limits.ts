import { gzipSync } from 'node:zlib';
import { byteLength, isLonger } from '../../comment.js';
import type { Limit } from '../../limits/limit.js';
import type { ReadTable } from '../../limits/read-create.js';
import { athenaLimits } from '../athena/limits.js';
import type { TableInput } from './statements.js';

const api = 'https://docs.aws.amazon.com/glue/latest/webapi';

/** The table that a `TableInput` document describes; undefined where the text is none. */
export function readTableInput(text: string): ReadTable | undefined {
  const input = parsed(text);
  if (!input?.StorageDescriptor) return undefined;
  const columnOf = ({ Name, Type, Comment }: TableInput['PartitionKeys'][number]) => ({
    name: Name,
    type: Type.toUpperCase(),
    comment: Comment,
    notNull: false,
  });
  return {
    name: input.Name ?? '',
    columns: (input.StorageDescriptor.Columns ?? []).map(columnOf),
    partitions: (input.PartitionKeys ?? []).map(columnOf),
    distKeys: [],
    sortKeys: [],
    location: input.StorageDescriptor.Location ?? '',
  };
}

function parsed(text: string): Partial<TableInput> | undefined {
  try {
    return JSON.parse(text) as Partial<TableInput>;
  } catch {
    return undefined;
  }
}

function ofInput(check: (input: Partial<TableInput>) => readonly string[]): Limit['check'] {
  return ({ sql }) => {
    const input = parsed(sql);
    return input ? check(input) : ['The text is no JSON.'];
  };
}

/** What Athena asks of a statement's text is not asked of a document. */
const ofStatements = new Set(['athena-query-length', 'athena-external', 'athena-not-null']);

/** Limits of `CreateTable` and `UpdateTable` of the Glue API, beside those of the tables themselves. */
export const glueLimits: readonly Limit[] = [
  ...athenaLimits.filter(({ id }) => !ofStatements.has(id)),
  {
    id: 'glue-description',
    summary: 'The description of a table has at most 2,048 bytes.',
    source: `${api}/API_TableInput.html`,
    severity: 'error',
    check: ofInput(({ Description = '' }) =>
      isLonger(Description, 2048) ? [`The description has ${byteLength(Description)} bytes.`] : [],
    ),
  },
  {
    id: 'glue-partition-keys',
    summary: 'PartitionKeys is there, also where it is empty: Athena needs it.',
    source: `${api}/API_TableInput.html`,
    severity: 'error',
    check: ofInput(({ PartitionKeys }) => (Array.isArray(PartitionKeys) ? [] : ['PartitionKeys is missing.'])),
  },
  {
    id: 'glue-table-type',
    summary: 'TableType is EXTERNAL_TABLE: without it SHOW CREATE TABLE and MSCK fail.',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/creating-tables.html',
    severity: 'error',
    check: ofInput(({ TableType }) => (TableType === 'EXTERNAL_TABLE' ? [] : [`TableType is ${TableType}.`])),
  },
  {
    id: 'glue-parameters',
    summary: 'Parameters have keys of 1 to 255 bytes and values of up to 512,000.',
    source: `${api}/API_TableInput.html`,
    severity: 'error',
    check: ofInput(({ Parameters = {} }) =>
      Object.entries(Parameters)
        .filter(([key, value]) => key === '' || isLonger(key, 255) || isLonger(value, 512_000))
        .map(([key]) => `The parameter ${key.slice(0, 40)} is too long.`),
    ),
  },
  {
    id: 'glue-table-size',
    summary: 'The metadata of a table has at most about 1 MB when compressed.',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html',
    severity: 'error',
    check: ({ sql }) => {
      const bytes = sql.length > 2 ** 20 ? gzipSync(sql).length : 0;
      return bytes > 2 ** 20 ? [`The document has ${bytes} bytes when compressed.`] : [];
    },
  },
];
