import { dbtAdapters, dialectNamed } from '@sluice/ddl';
import { targets } from '@sluice/generators';
import { expect, test } from 'vitest';
import { resolveConfig } from '../config.js';
import { shapeProblems } from './check-shape.js';
import { configShape } from './shape-data.js';

const sink = { kind: 'firehose', stream: 'events' };
const athena = dialectNamed('athena');
const star = { facts: {}, dimensions: {}, dates: { from: '2024-01-01', to: '2025-01-01' } };

/** What is given, and every line that is said. */
const cases: readonly (readonly [unknown, readonly string[]])[] = [
  [7, [' must be an object, found 7']],
  [[], [' must be an object, found a list']],
  [null, [' must be an object, found null']],
  [() => ({}), [' must be an object, found a function: call it']],
  [Promise.resolve({}), [' must be an object, found a promise: await it']],
  [{ lakeURI: 's3://shop' }, ['lakeURI is not known here; did you mean lakeUri?']],
  [{ bucket: 'shop' }, ['bucket is not known here; did you mean lakeUri?']],
  [{ schema: 'schemas' }, ['schema is not known here; did you mean schemas?']],
  [{ colector: {} }, ['colector is not known here; did you mean collector?']],
  [{ nonsense: 1 }, ['nonsense is not known here; known are schemas, registry, generated']],
  [
    { lakeUri: 'my-bucket/lake' },
    ['lakeUri is "my-bucket/lake", which is no place in S3. Write \'s3://my-bucket/lake\''],
  ],
  [{ lakeUri: 's3a://my-bucket' }, ["Write 's3://my-bucket'"]],
  [{ lakeUri: 'arn:aws:s3:::my-bucket' }, ["Write 's3://my-bucket'"]],
  [{ lakeUri: 's3:/my-bucket/a/' }, ["Write 's3://my-bucket/a'"]],
  [{ lakeUri: '/mnt/lake' }, ["Write 's3://mnt/lake'"]],
  [{ lakeUri: '' }, ['Write the bucket']],
  [{ lakeUri: 's3://' }, ['Write the bucket']],
  [{ lakeUri: 'https://s3.eu-west-1.amazonaws.com/bucket/x/' }, ["which is no place in S3. Write 's3://bucket/x'"]],
  [{ lakeUri: 'https://my-bucket.s3.amazonaws.com/x' }, ["which is no place in S3. Write 's3://my-bucket/x'"]],
  [{ lakeUri: 'https://shop.example/x' }, ["Write the bucket and, if you like, a prefix: 's3://my-bucket/events'"]],
  [{ lakeUri: "s3://b'ucket/x" }, ['which is no place in S3']],
  [{ lakeUri: 5 }, ['lakeUri must be a text, found 5']],
  [{ database: 'my shop' }, ['database must be a name of letters, digits and underscores, found "my shop"']],
  [{ database: null }, ['database must be a name of letters, digits and underscores, found null']],
  [{ redshiftSchema: '' }, ['redshiftSchema must be a name']],
  [
    { redshiftStructs: 'supr' },
    ["redshiftStructs must be 'super' or 'columns', found \"supr\"; did you mean 'super'?"],
  ],
  [{ destination: 'S3' }, ["destination must be 's3' or 'iceberg', found \"S3\"; did you mean 's3'?"]],
  [{ activePartitions: '500' }, ['activePartitions must be a whole number from 1 to 1000000, found "500"']],
  [{ activePartitions: 0 }, ['activePartitions must be a whole number from 1']],
  [{ activePartitions: 1.5 }, ['activePartitions must be a whole number from 1']],
  [{ activePartitions: Number.NaN }, ['found NaN']],
  [{ targets: 'sdk' }, ['targets must be a list, found "sdk"']],
  [{ targets: ['sdk', 'athna'] }, ["targets[1] must be one of 'sdk', 'ingest'", "did you mean 'athena'?"]],
  [{ targets: [['sdk']] }, ['targets[0] must be one of', 'found a list']],
  [{ athena: true }, ['athena must be an object, found true']],
  [{ athena: { serde: 'hive' } }, ['athena.serde is not known here; did you mean rawSerde?']],
  [
    { athena: { rawSerde: 'Hive' } },
    ["athena.rawSerde must be 'hive' or 'openx', found \"Hive\"; did you mean 'hive'?"],
  ],
  [{ athena: { events: 'yes' } }, ['athena.events must be true or false, found "yes"']],
  [
    { redshift: { tables: { buy: { sortKeys: [] } } } },
    ['redshift.tables.buy.sortKeys is not known here; did you mean sortKey?'],
  ],
  [{ redshift: { tables: { buy: { sortKey: 'a' } } } }, ['redshift.tables.buy.sortKey must be a list, found "a"']],
  [{ redshift: { tables: { Buy: {} } } }, ['redshift.tables.Buy must have a name of lower-case letters']],
  [
    { redshift: { tables: { buy: { distribution: { style: 'EVN' } } } } },
    [
      "redshift.tables.buy.distribution.style must be one of 'AUTO', 'EVEN', 'ALL', found \"EVN\"; did you mean 'EVEN'?",
    ],
  ],
  [
    { redshift: { tables: { buy: { distribution: 3 } } } },
    ['redshift.tables.buy.distribution must be a text or an object, found 3'],
  ],
  [
    { redshift: { grants: [{ to: 'a', upto: 'public' }] } },
    ['redshift.grants[0].upTo is missing', 'redshift.grants[0].upto is not known here; did you mean upTo?'],
  ],
  [{ redshift: { grants: [{ to: 'a', upTo: 'privat' }] } }, ["redshift.grants[0].upTo must be one of 'public'"]],
  [{ views: { oldName: true } }, ['views.oldName is not known here; did you mean oldNames?']],
  [
    { star: { ...star, facts: { sales: { event: 'buy', keys: ['a'], measure: [] } } } },
    ['star.facts.sales.measures is missing', 'star.facts.sales.measure is not known here; did you mean measures?'],
  ],
  [
    { star: { ...star, dates: { from: '2024-02-30', to: '2025-01-01' } } },
    ['star.dates.from must be a day of the calendar'],
  ],
  [
    { star: { ...star, sessions: { events: [], gapMinutes: 0 } } },
    ['star.sessions.gapMinutes must be a number of minutes above 0, found 0'],
  ],
  [{ star: {} }, ['star.facts is missing', 'star.dimensions is missing', 'star.dates is missing']],
  [
    { dbt: { adapter: 'snowflake' } },
    [`dbt.adapter must be one of ${dbtAdapters.map((id) => `'${id}'`).join(', ')}, found "snowflake"`],
  ],
  [{ collector: {} }, ['collector.sink is missing']],
  [
    { collector: { sink: 'firehose' } },
    ['collector.sink must be an object like { kind: \'firehose\', … }, found "firehose"'],
  ],
  [
    { collector: { sink: { kind: 'firehos', stream: 'a' } } },
    ["collector.sink.kind must be one of 'firehose', 'kinesis', 'sqs', 'local'; did you mean 'firehose'?"],
  ],
  [
    { collector: { sink: { kind: 'sqs', queue: 'a' } } },
    ['collector.sink.queueUrl is missing', 'collector.sink.queue is not known here; did you mean queueUrl?'],
  ],
  [{ collector: { sink: { kind: 'local', stream: 'a' } } }, ['collector.sink.stream is not known here']],
  [
    { collector: { sink, cors: 'https://a.example' } },
    ['collector.cors must be one of \'*\', false, a list, found "https://a.example"'],
  ],
  [{ collector: { sink, spool: true } }, ['collector.spool must be false or an object, found true']],
  [
    { collector: { sink, limits: { maxEvent: 1 } } },
    ['collector.limits.maxEvent is not known here; did you mean maxEvents?'],
  ],
  [
    { collector: { sink, keys: [{ source: 'a', env: 'A', events: 'buy' }] } },
    ['collector.keys[0].events must be a list, found another text'],
  ],
  [{ collector: { sink, keys: [{ source: 'a', sha256: 'top-secret' }] } }, ['found another text']],
];

const own = { id: 'own', folder: 'own', summary: 'Own.', committed: true, emit: () => [] };

/** Objects of the author's own. */
const rule = {
  id: 'own-rule',
  kind: 'field-added',
  summary: 'a',
  why: 'b',
  fix: 'c',
  severity: { ingest: 'error' },
  bump: 'major',
  judge: () => [],
};

const ownCases: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['a dialect by its id', { dialects: ['athena'] }, ['dialects[0] must be a dialect of your own, found "athena"']],
  [
    'a dialect of a known id',
    { dialects: [{ ...athena, id: 'redshift' }] },
    ["dialects[0].id is 'redshift', which Sluice uses itself"],
  ],
  [
    'a dialect named like a surface',
    { dialects: [{ ...athena, id: 'consumer' }] },
    ["dialects[0].id is 'consumer', which Sluice uses itself"],
  ],
  [
    'a dialect without evolve',
    { dialects: [{ ...athena, id: 'mine', evolve: undefined }] },
    ['dialects[0].evolve is missing'],
  ],
  [
    'a tier that is none',
    { dialects: [{ ...athena, id: 'mine', tiers: ['gold'] }] },
    ["dialects[0].tiers[0] must be 'raw' or 'columnar'"],
  ],
  [
    'one dialect twice',
    {
      dialects: [
        { ...athena, id: 'mine' },
        { ...athena, id: 'mine' },
      ],
    },
    ["dialects[1].id is 'mine', as is dialects[0].id"],
  ],
  [
    'an id of a rule',
    { rules: [{ ...rule, id: 'field-removed' }] },
    ["rules[0].id is 'field-removed', which Sluice uses itself"],
  ],
  ['one rule twice', { rules: [rule, rule] }, ["rules[1].id is 'own-rule', as is rules[0].id ('own-rule')"]],
  ['a rule by its id', { rules: ['field-removed'] }, ['rules[0] must be a rule of your own, found "field-removed"']],
  ['a kind that is none', { rules: [{ ...rule, kind: 'field-remove' }] }, ["did you mean 'field-removed'?"]],
  [
    'a rule without function and why',
    { rules: [{ ...rule, judge: undefined, why: '' }] },
    ['rules[0].judge is missing', 'rules[0].why must be a text, found an empty text'],
  ],
  [
    'a weight and a surface that are none',
    { rules: [{ ...rule, severity: { ingest: 'fatal', athena: 'error' } }] },
    ["rules[0].severity.ingest must be one of 'error'", 'rules[0].severity.athena is not known here'],
  ],
  [
    'half a sink',
    { collector: { sink: { send: async () => [] } } },
    ['collector.sink.ready is missing', 'collector.sink.close is missing'],
  ],
  [
    'a sink with a text for a function',
    { collector: { sink: { send: 'x', ready: () => true, close: 1 } } },
    ['collector.sink.send must be a function, found "x"', 'collector.sink.close must be a function, found 1'],
  ],
  [
    'a sink that is a function',
    { collector: { sink: () => sink } },
    ["collector.sink must be an object like { kind: 'firehose', … }, found a function: call it"],
  ],
  ['nothing', { targets: [{}] }, ['targets[0].id is missing', 'targets[0].emit is missing']],
  ['a target that is a function', { targets: [() => own] }, ['targets[0] must be one of', 'found a function: call it']],
  [
    'a target without members',
    { targets: [{ emit: own.emit }] },
    ['targets[0].id is missing', 'targets[0].folder is missing'],
  ],
  [
    'no function',
    { targets: [{ ...own, emit: [], recognises: () => true }] },
    ['targets[0].emit must be a function, found a list'],
  ],
  [
    'an id of a target',
    { targets: [{ ...own, id: 'sdk' }] },
    ["targets[0].id is 'sdk', which Sluice uses itself. Choose another id, like 'my-sdk'"],
  ],
  [
    'an id of a dialect',
    { targets: [{ ...own, id: 'duckdb' }] },
    ["targets[0].id is 'duckdb', which Sluice uses itself"],
  ],
  [
    'an id in capitals',
    { targets: [{ ...own, id: 'Own' }] },
    ['targets[0].id must be a name of lower-case letters, digits and hyphens'],
  ],
  [
    'a folder of Sluice',
    { targets: [{ ...own, folder: 'SDK' }] },
    ["targets[0].folder is 'SDK', which overlaps the folder 'sdk' of Sluice"],
  ],
  [
    'a folder above one of Sluice',
    { targets: [{ ...own, folder: 'ddl' }] },
    ["targets[0].folder is 'ddl', which overlaps the folder 'ddl/athena' of Sluice"],
  ],
  [
    'a folder below one of Sluice',
    { targets: [{ ...own, folder: 'docs/own' }] },
    ["overlaps the folder 'docs' of Sluice"],
  ],
  [
    'a folder outside',
    { targets: [{ ...own, folder: '../own' }] },
    ['targets[0].folder must be a folder below the generated one'],
  ],
  [
    'an absolute folder',
    { targets: [{ ...own, folder: '/own' }] },
    ['targets[0].folder must be a folder below the generated one'],
  ],
  [
    'a folder written in another way',
    { targets: [{ ...own, folder: './own/' }] },
    ['targets[0].folder must be a folder below'],
  ],
  [
    'one id twice',
    { targets: [own, 'sdk', { ...own, folder: 'other' }] },
    ["targets[2].id is 'own', as is targets[0].id ('own'). Give each a name of its own"],
  ],
  [
    'folders in one another',
    { targets: [own, { ...own, id: 'b', folder: 'own/b' }] },
    ["targets[1].folder is 'own/b', which overlaps targets[0].folder ('own'). Give each a folder of its own"],
  ],
];

test.each(ownCases)('%s', (_, given, want) => {
  const said = shapeProblems(given, configShape).map(({ path, message }) => `${path} ${message}`);
  for (const part of want) expect(said.join('\n')).toContain(part);
});

test("objects of the author's own pass as they are, with more members, also inherited ones", () => {
  class Made {
    readonly id = 'made';
    readonly folder = 'made';
    readonly summary = 'Made.';
    readonly committed = false;
    readonly more = 1;
    emit() {
      return [];
    }
  }
  const made = new Made();
  expect(resolveConfig({ targets: ['sdk', own, made] }).targets).toEqual(['sdk', own, made]);
});

test.each(cases)('%j', (given, want) => {
  const said = shapeProblems(given, configShape).map(({ path, message }) => `${path} ${message}`);
  for (const part of want)
    expect(
      said.some((line) => line.includes(part)),
      said.join('\n'),
    ).toBe(true);
  expect(said.join()).not.toContain('top-secret');
});

test('everything wrong is said at once, with the line of the source', () => {
  const text =
    "export default {\n  databas: 'a',\n  collector: {\n    prot: 1,\n    sink: { kind: 'local' },\n  },\n};\n";
  const given = { databas: 'a', collector: { prot: 1, sink: { kind: 'local' } } };
  expect(() => resolveConfig(given, { file: 'sluice.config.mjs', text })).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      message: expect.stringMatching(
        /^sluice\.config\.mjs:\n {2}databas is not known here; did you mean database\?.*\(sluice\.config\.mjs:2\)\n {2}collector\.prot is .*\(sluice\.config\.mjs:4\)$/,
      ),
    }),
  );
});

test('what is allowed passes, and a slash at the end of the lake goes', () => {
  const given = {
    targets: ['sdk', 'athena'],
    lakeUri: 's3://YOUR-BUCKET/events/',
    athena: { rawSerde: 'openx', events: true },
    redshift: {
      tables: { buy_v2: { distribution: 'user_id', encode: { a: 'zstd' } }, sell: { distribution: { style: 'ALL' } } },
    },
    star,
    views: {},
    collector: { sink, cors: ['https://shop.example'], spool: false },
    database: undefined,
  };
  expect(resolveConfig(given)).toMatchObject({
    lakeUri: 's3://YOUR-BUCKET/events',
    database: 'events',
    targets: ['sdk', 'athena'],
  });
});

test('the schema knows every target', () => {
  const known = configShape.properties?.targets?.items?.anyOf?.flatMap((shape) => shape.const ?? []);
  expect(known).toEqual(targets.map(({ id }) => id));
});
