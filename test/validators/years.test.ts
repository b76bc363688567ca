import { isWithinYears } from '@sluice/contract';
import { at, atText, date, instant } from '@sluice/ingest/codegen1';
import { describe, expect, it } from 'vitest';
import { startEngine } from '../../packages/ddl/test/engine.js';
import { startPostgres } from '../../packages/ddl/test/postgres.js';

/** At the ends of the years that are accepted: the text that a row holds. */
const accepted: readonly (readonly [sent: string, stored: string])[] = [
  ['0001-01-01T00:00:00Z', '0001-01-01 00:00:00.000'],
  ['0001-01-01T01:00:00+01:00', '0001-01-01 00:00:00.000'],
  ['0001-01-01T00:00:00-23:59', '0001-01-01 23:59:00.000'],
  ['9999-12-31T23:59:59.9999Z', '9999-12-31 23:59:59.999'],
  ['9999-12-31T18:59:59.999-05:00', '9999-12-31 23:59:59.999'],
  ['9999-12-30T23:59:60Z', '9999-12-31 00:00:00.000'],
  ['0099-02-28T23:59:59.5+00:00', '0099-02-28 23:59:59.500'],
];
const refused = [
  '9999-12-31T23:59:59.9999-05:00',
  '9999-12-31T23:59:60Z',
  '0000-01-01T00:00:00Z',
  '0000-12-31T23:59:59-05:00',
  '0001-01-01T00:00:00+01:00',
];

describe('the first and the last moment', () => {
  it.each(accepted)('%s is stored', (sent, stored) => {
    expect([instant(sent), isWithinYears(sent), atText(sent)]).toEqual([true, true, JSON.stringify(stored)]);
  });
  it.each(refused)('%s is refused', (sent) => {
    expect([instant(sent), isWithinYears(sent)]).toEqual([false, false]);
  });
  it('days', () => {
    const days = ['0000-01-01', '0000-12-31', '0001-01-01', '9999-12-31'];
    expect(days.map(date)).toEqual([false, false, true, true]);
    expect(days.map(isWithinYears)).toEqual([false, false, true, true]);
  });
  it('no row has a moment beyond them', () => {
    for (const ms of [-1e300, -62_135_596_800_001, 253_402_300_800_000, 1e300]) {
      expect(at(ms)).toMatch(/^"(?:0001-01-01 00:00:00\.000|9999-12-31 23:59:59\.999)"$/);
    }
  });
});

describe('what is stored is read', () => {
  const moments = accepted.map(([, stored]) => stored);
  const days = ['0001-01-01', '9999-12-31'];
  it('by PostgreSQL', async () => {
    const database = await startPostgres();
    const texts = "to_char(m AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS BC') AS m";
    const read = (list: readonly string[], type: string) =>
      list.map((text) => `('${text}${type === 'timestamptz' ? '+00' : ''}'::${type})`).join(', ');
    const rows = await database.query<{ m: string }>(
      `SELECT ${texts} FROM (VALUES ${read(moments, 'timestamptz')}) v(m)`,
    );
    expect(rows.rows.map(({ m }) => m)).toEqual(moments.map((text) => `${text} AD`));
    const dates = await database.query<{ d: string }>(`SELECT d::text AS d FROM (VALUES ${read(days, 'date')}) v(d)`);
    expect(dates.rows.map(({ d }) => d)).toEqual(days);
    await database.close();
  });
  it('by DuckDB', async () => {
    const { connection, close } = await startEngine();
    const values = moments.map((text) => `('${text}'::TIMESTAMP)`).join(', ');
    const reader = await connection.runAndReadAll(
      `SELECT strftime(m, '%Y-%m-%d %H:%M:%S.%g'), year(m) FROM (VALUES ${values}) v(m)`,
    );
    expect(reader.getRows().map(([text]) => String(text).padStart(23, '0'))).toEqual(moments);
    const dates = await connection.runAndReadAll("SELECT '0001-01-01'::DATE::VARCHAR, '9999-12-31'::DATE::VARCHAR");
    expect(dates.getRows()[0]).toEqual(days);
    close();
  });
});
