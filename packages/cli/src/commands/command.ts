import type { Io } from '../io.js';

/** What a command's module exports. */
export interface CommandModule {
  /** Runs with positional arguments and options; resolves to the exit code. */
  run(args: readonly string[], options: Options, io: Io): Promise<number>;
}

/** Options as the parser hands them over. */
export type Options = { readonly [name: string]: string | boolean | string[] | undefined };

/** One command: what `--help` says, and where the code is, loaded only when it runs. */
export interface Command {
  readonly name: string;
  readonly args: string;
  readonly summary: string;
  readonly options: readonly (readonly [flags: string, description: string])[];
  /** What to type, for the end of the help. */
  readonly examples: readonly string[];
  load(): Promise<CommandModule>;
}

const json = ['--json', 'print one JSON document for machines'] as const;
const against = [
  '--against <ref>',
  'git revision that counts as published (default: merge base with the default branch)',
] as const;
const now = ['--now <date>', 'the day that counts as today, YYYY-MM-DD (for deprecations and waivers)'] as const;
const data = ['--data <folder>', 'where the local lake lies (default: .sluice)'] as const;
const from = ['--from <time>', 'first hour, YYYY-MM-DD or YYYY-MM-DDTHH in UTC'] as const;
const to = ['--to <time>', 'hour to stop before, in the same form (default: now)'] as const;

const letterChoice = [
  ['--event <name>', 'only this event'],
  ['--reason <code>', 'only this reason'],
  ['--app <name>', 'only this app, with or without its version: shop, "shop 3.7.0"'],
  ['--since <time>', 'only what came at or after this time, UTC: 2024-05-01 or 2024-05-01T14:30'],
  ['--until <time>', 'only what came before this time'],
] as const;

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: 'new',
    args: '<event>',
    summary: 'Start a new event: a definition, its generated files and a check',
    options: [
      ['--owner <team>', 'team that answers for the event'],
      ['--description <text>', 'what happened, in a sentence'],
      ['--field <name:type...>', 'a field, e.g. total:decimal(10,2) or note?:string (? = optional); repeat for more'],
    ],
    examples: [
      'sluice new checkout_abandoned',
      'sluice new coupon_used --owner marketing --field code:string --field value:decimal(10,2)',
    ],
    load: () => import('./new/run.js'),
  },
  {
    name: 'bump',
    args: '<event>',
    summary: 'Copy the newest version of an event to the next one, to be edited',
    options: [['--major', 'to the next major version (a break that somebody decided on)']],
    examples: ['sluice bump purchase', 'sluice bump purchase --major'],
    load: () => import('./bump/run.js'),
  },
  {
    name: 'generate',
    args: '',
    summary: 'Write the registry and everything generated from it',
    options: [['--check', 'compare only: exit 4 and list files that are missing, stale or orphaned'], json],
    examples: ['sluice generate', 'sluice generate --check'],
    load: () => import('./generate/run.js'),
  },
  {
    name: 'check',
    args: '',
    summary: 'Compare the definitions with what is published, and refuse what breaks somebody',
    options: [
      against,
      ['--all', 'look at every event, not only at those that differ from that revision'],
      ['--format <format>', 'text, json, junit, sarif, github or markdown (default: text)'],
      ['--output <file>', 'write the report there instead of printing it'],
      now,
      ['--json', 'the same as --format json'],
    ],
    examples: ['sluice check', 'sluice check --against origin/main --json', 'sluice check --format github'],
    load: () => import('./check/run.js'),
  },
  {
    name: 'explain',
    args: '<fingerprint>',
    summary: 'Show one finding of the check in full, with the waiver to paste',
    options: [against, now, json],
    examples: ['sluice explain 9643d323b548'],
    load: () => import('./explain/run.js'),
  },
  {
    name: 'diff',
    args: '<event> [from] [to]',
    summary: 'Say in words what changed between two versions of an event, and what that does on every surface',
    options: [now, json],
    examples: ['sluice diff purchase', 'sluice diff purchase 1.0 1.1'],
    load: () => import('./diff/run.js'),
  },
  {
    name: 'compat',
    args: '[old] [new]',
    summary:
      'Say whether two JSON Schemas of any draft are compatible, with a proof or a value that shows they are not',
    options: [
      [
        '--direction <direction>',
        'backward (new accepts what old accepts), forward (the reverse) or full (default: full)',
      ],
      ['--policy <policy>', 'strict: sets of values; evolution: writers send what they declare (default: strict)'],
      ['--assert-format', 'count "format" as an assertion under strict, too'],
      ['--root <folder>', 'read files that $ref names below this folder (default: the folder of each schema)'],
      ['--pairs <file>', 'many pairs: lines of {"id", "old", "new"}, a line of JSON for each; - for standard input'],
      json,
    ],
    examples: ['sluice compat old.json new.json', 'sluice compat --direction backward --pairs pairs.ndjson'],
    load: () => import('./compat/run.js'),
  },
  {
    name: 'ddl',
    args: '<file> [next]',
    summary: 'Write the table of one JSON Schema of any draft, or with two files the migration between them',
    options: [
      ['--dialect <name>', 'athena, duckdb, glue, redshift or spark'],
      ['--table <name>', 'name of the table, or schema.name (default: from the schema, else from the file)'],
      ['--flatten', 'each key of a struct in a column of its own'],
      ['--lake <uri>', 'where tables over files lie (default: s3://YOUR-BUCKET)'],
      ['--root <folder>', 'read files that $ref names below this folder (default: the folder of each schema)'],
      ['--profile <name>', 'snowplow: the rules of schema-ddl for Redshift'],
      ['--json', 'print the columns as [{name, type, nullable}]'],
    ],
    examples: ['sluice ddl purchase.json --dialect redshift', 'sluice ddl 1-0-0.json 1-0-1.json --profile snowplow'],
    load: () => import('./ddl/run.js'),
  },
  {
    name: 'dev',
    args: '',
    summary: 'Run collector, stream and lake on this machine until stopped',
    options: [
      ['--port <number>', 'port of the collector; 0 for a free one (default: 8080)'],
      ['--firehose-port <number>', 'also answer as Amazon Data Firehose on this port; 0 for a free one'],
      data,
    ],
    examples: ['sluice dev', 'sluice dev --port 0'],
    load: () => import('./dev/run.js'),
  },
  {
    name: 'serve',
    args: '',
    summary: 'Run the collector for production, as `collector` in sluice.config.ts says, until SIGTERM',
    options: [
      ['--port <number>', 'port; 0 for a free one (default: collector.port, or 8080)'],
      ['--host <address>', 'address to listen on (default: collector.host, or 0.0.0.0)'],
      ['--data <folder>', 'where spool and dead letters lie (default: .sluice)'],
    ],
    examples: ['sluice serve', 'sluice serve --port 8080 --host 0.0.0.0'],
    load: () => import('./serve/run.js'),
  },
  {
    name: 'send',
    args: '<event> [json]',
    summary: 'Send one event to the collector and print its verdict (JSON from the argument or standard input)',
    options: [
      ['--url <url>', 'collector to send to (default: the one `sluice dev` runs)'],
      ['--key <key>', 'write key (default: SLUICE_WRITE_KEY)'],
      data,
      json,
    ],
    examples: [
      `sluice send login '{"userId":1,"timestamp":1714521600000}'`,
      'SLUICE_WRITE_KEY=… sluice send login --url https://collect.shop.example < login.json',
    ],
    load: () => import('./send/run.js'),
  },
  {
    name: 'merge',
    args: '',
    summary: 'Merge raw events into Parquet, hour by hour, without duplicates',
    options: [
      ['--all', 'look at every hour, not only at the last 48'],
      from,
      to,
      ['--compression <name>', 'zstd (smaller) or snappy (default: zstd)'],
      ['--keep <hours>', 'how long a run that was replaced stays for those who are reading it (default: 1)'],
      [
        '--print <what>',
        'instead of merging print the statements for athena, or the prefixes to list for it (athena, prefixes)',
      ],
      ['--hour <hour>', 'this hour alone, YYYY-MM-DDTHH in UTC'],
      ['--event <name>', 'this event alone'],
      [
        '--listing <file>',
        'with --print athena: raw objects, from `aws s3api list-objects-v2`; only what changed is printed',
      ],
      ['--records <folder>', 'with --listing: the records of merged hours, as earlier runs wrote them'],
      data,
      json,
    ],
    examples: [
      'sluice merge',
      'sluice merge --from 2026-11-01 --to 2026-11-20',
      'sluice merge --print athena --hour 2026-11-20T10',
      'sluice merge --print athena --listing raw.json --records merged/ --json',
    ],
    load: () => import('./merge/run.js'),
  },
  {
    name: 'compact',
    args: '',
    summary: 'Write whole days of merged hours to a table of their own, in few large files',
    options: [from, to, ['--print <engine>', 'print the statements that a day needs instead: athena'], data, json],
    examples: ['sluice compact', 'sluice compact --print athena --from 2026-11-20'],
    load: () => import('./compact/run.js'),
  },
  {
    name: 'partitions',
    args: '',
    summary: 'Register partitions in the Glue Data Catalog (AWS settings as the AWS command line takes them)',
    options: [
      ['--merged', 'point the Parquet tables at the current runs, instead of registering the raw hours'],
      from,
      to,
      ['--event <name>', 'only the tables of this event'],
      ['--endpoint <url>', 'another endpoint than that of the region'],
      data,
      json,
    ],
    examples: ['sluice partitions', 'sluice partitions --merged --from 2026-11-01'],
    load: () => import('./partitions/run.js'),
  },
  {
    name: 'migrate',
    args: '',
    summary: 'Bring the tables of a warehouse up to the contract, migration by migration; twice is a no-op',
    options: [
      ['--dialect <name>', 'redshift, duckdb or athena (default: redshift; athena is printed only)'],
      ['--url <url>', 'Redshift or PostgreSQL, postgres://… (default: SLUICE_WAREHOUSE_URL)'],
      ['--database <file>', 'the DuckDB database'],
      ['--print', 'print the statements, with those that note them in the ledger, for who runs them by hand'],
      ['--from <number>', 'print from this migration on'],
      ['--done-through <number>', 'note migrations up to this one as applied without running them'],
      ['--dry-run', 'only say what would be applied; the warehouse is asked, and left as it is'],
      json,
    ],
    examples: [
      'sluice migrate --url "postgres://etl@warehouse:5439/shop?sslmode=require"',
      'sluice migrate --dialect duckdb --database warehouse.duckdb --dry-run',
      'sluice migrate --dialect athena --print --from 7',
    ],
    load: () => import('./migrate/run.js'),
  },
  {
    name: 'query',
    args: '<sql>',
    summary: 'Ask the local lake, with views named like the warehouse tables',
    options: [data, json],
    examples: [`sluice query "SELECT event, count(*) FROM events GROUP BY event"`],
    load: () => import('./query/run.js'),
  },
  {
    name: 'deadletters',
    args: '',
    summary: 'List what collector and transform rejected, by reason, event and app, with an example each',
    options: [
      ...letterChoice,
      ['--prune', 'remove files of which every letter was replayed, to make room'],
      ['--show-personal', 'show examples whole; else values are masked that are not marked public or internal'],
      data,
      json,
    ],
    examples: ['sluice deadletters', 'sluice deadletters --event purchase --since 2024-05-01'],
    load: () => import('./deadletters/run.js'),
  },
  {
    name: 'replay',
    args: '',
    summary: 'Send dead letters again after a fix of the contract; each goes in once, however often it is run',
    options: [
      ['--from <what>', 'letters: dead letters and what the transform refused (default); source: make raw rows again'],
      ...letterChoice,
      ['--dry-run', 'only say what would be done'],
      data,
      json,
    ],
    examples: [
      'sluice replay',
      'sluice replay --event purchase --dry-run',
      'sluice replay --from source --since 2024-05-01',
    ],
    load: () => import('./replay/run.js'),
  },
];
