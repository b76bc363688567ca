import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { connectDuckdb } from './duckdb.js';

/** A lake to be made of the sample, repeated. */
export interface LakeData {
  readonly folder: string;
  readonly root: string;
  readonly events: number;
  /** From the first hour of 20 November 2026 on; events are spread over them evenly. */
  readonly hours: number;
  readonly filesPerHour: number;
  /** Every how manieth row comes twice; 0 for none. */
  readonly duplicateEvery: number;
  readonly gzip: boolean;
  /** All rows in the table of one event, or by the sample's own types. */
  readonly only?: 'view';
}

const first = Date.UTC(2026, 10, 20);
const names = ['view', 'cart', 'purchase'] as const;

/**
 * Writes raw files as the transform does, with the sample's products, customers, sessions and types, and ids that are
 * random: half of what such rows are.
 */
export async function writeLake(data: LakeData): Promise<void> {
  const connection = await connectDuckdb(data.root);
  await connection.run(
    `CREATE TABLE sample AS SELECT row_number() OVER () - 1 AS at, * FROM read_csv('${path.join(data.root, 'test/data/shop/rees46-2019-oct-sample.csv')}')`,
  );
  const perFile = Math.ceil(data.events / (data.hours * data.filesPerHour));
  for (let file = 0; file < data.hours * data.filesPerHour; file++) {
    for (const name of data.only ? [data.only] : names) {
      const target = targetOf(data, file, name);
      const where = data.only ? '' : `WHERE event_type = '${name}'`;
      const gzip = data.gzip ? ', COMPRESSION gzip' : '';
      await connection.run(`COPY (${rows(data, file, perFile, name)} ${where}) TO '${target}' (FORMAT json${gzip})`);
    }
  }
}

function targetOf({ folder, filesPerHour, gzip }: LakeData, file: number, name: string): string {
  const [day = '', rest = ''] = new Date(first + Math.floor(file / filesPerHour) * 3_600_000).toISOString().split('T');
  const [year, month, date] = day.split('-');
  const hour = `event=${name}/major=1/year=${year}/month=${month}/day=${date}/hour=${rest.slice(0, 2)}`;
  mkdirSync(path.join(folder, 'raw', hour), { recursive: true });
  return path.join(
    folder,
    'raw',
    hour,
    `shop-${String(file % filesPerHour).padStart(4, '0')}.json${gzip ? '.gz' : ''}`,
  );
}

function rows({ hours, filesPerHour, duplicateEvery }: LakeData, file: number, perFile: number, name: string): string {
  const from = file * perFile;
  const total = perFile * hours * filesPerHour;
  const id = duplicateEvery > 0 ? `CASE WHEN i % ${duplicateEvery} = 1 THEN i - 1 ELSE i END` : 'i';
  const at = (offset: number) =>
    `strftime(make_timestamp(${first * 1000 + offset} + CAST(i AS BIGINT) * ${Math.floor((hours * 3_600_000_000) / total)}), '%Y-%m-%d %H:%M:%S.%g')`;
  return `SELECT CAST(CAST(md5(CAST(${id} AS VARCHAR)) AS UUID) AS VARCHAR) AS event_id, '${name}' AS event, '1.0' AS version,
    ${at(0)} AS occurred_at, ${at(200_000)} AS sent_at, ${at(500_000)} AS received_at,
    user_id, user_session AS session_id,
    {'app': {'name': 'shop-ios', 'version': '3.6.0'}, 'sdk': '0.1.0', 'contract': 'c1', 'locale': 'en_GB', 'os': 'iOS 19.1'} AS context,
    product_id, category_id, category_code, brand, price${name === 'purchase' ? ', price AS amount' : ''}
  FROM range(${from}, ${from + perFile}) AS t(i) JOIN sample ON sample.at = i % (SELECT count(*) FROM sample)`;
}
