import { readdirSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { runCommand, type Typed } from '../testing/run-command.js';
import { type Command, command } from './command.js';
import { commands } from './index.js';
import { choice, flag, list, parsed, text, type ValuesOf } from './option.js';

const options = {
  json: flag('as JSON'),
  dryRun: flag('do nothing'),
  owner: text('<team>', 'a team'),
  field: list('<name...>', 'fields'),
  keep: parsed('<hours>', 'hours', Number),
  print: choice('<what>', 'what', ['athena', 'prefixes']),
};
type Options = ValuesOf<typeof options>;

const told = { id: 'tell', summary: 'Say what came', args: '<event> [from]', options, examples: [] } as const;

/** Says what its run gets. */
const tell = command({
  ...told,
  load: async () => ({
    run: async (args, given, io) => {
      io.out(JSON.stringify({ args, given }));
      return 0;
    },
  }),
});

describe('what a command gets', () => {
  it('has the types of its declaration', () => {
    expectTypeOf<Options>().toEqualTypeOf<{
      readonly json?: boolean | undefined;
      readonly dryRun?: boolean | undefined;
      readonly owner?: string | undefined;
      readonly field?: readonly string[] | undefined;
      readonly keep?: number | undefined;
      readonly print?: 'athena' | 'prefixes' | undefined;
    }>();
    command({
      ...told,
      load: async () => ({
        // @ts-expect-error: no option has this name
        run: async (_args, { drRun }) => (drRun ? 0 : 1),
      }),
    });
    command({
      ...told,
      // @ts-expect-error: an event is a text, and there is no third argument
      load: async () => ({ run: async (_args: readonly [number, string, string]) => 0 }),
    });
  });

  it.each([
    { name: 'nothing', args: ['login'], options: {}, want: { args: ['login'], given: {} } },
    {
      name: 'everything',
      args: ['login', '1.0'],
      options: { json: true, dryRun: true, owner: 'web', field: ['a', 'b'], keep: '3', print: 'athena' },
      want: {
        args: ['login', '1.0'],
        given: { json: true, dryRun: true, owner: 'web', field: ['a', 'b'], keep: 3, print: 'athena' },
      },
    },
    { name: 'an empty text', args: ['-'], options: { owner: '' }, want: { args: ['-'], given: { owner: '' } } },
  ] as { name: string; args: string[]; options: Typed; want: object }[])(
    'is what was typed: $name',
    async ({ args, options: typed, want }) => {
      const { code, out } = await runCommand(tell, '.', { args, options: typed });
      expect([code, JSON.parse(out)]).toEqual([0, want]);
    },
  );
});

const moment = 'give a day or a moment in UTC: 2024-05-01, 2024-05-01T14 or 2024-05-01T14:30Z.';

/** What is refused before a command does anything, and in which words. */
const refused: readonly (readonly [command: string, option: string, typed: string, message: string])[] = [
  ['check', 'format', 'yaml', 'There is no format "yaml"; there are text, json, junit, sarif, github, markdown.'],
  [
    'check',
    'format',
    'toString',
    'There is no format "toString"; there are text, json, junit, sarif, github, markdown.',
  ],
  ['check', 'now', '2026-02-30', '--now takes a day of the calendar as YYYY-MM-DD, not "2026-02-30".'],
  ['explain', 'now', '2026-1-1', '--now takes a day of the calendar as YYYY-MM-DD, not "2026-1-1".'],
  ['diff', 'now', '', '--now takes a day of the calendar as YYYY-MM-DD, not "".'],
  ['compat', 'direction', 'both', '--direction is full, backward, forward; "both" is none of them.'],
  ['compat', 'policy', 'lax', '--policy is strict, evolution; "lax" is none of them.'],
  ['ddl', 'profile', 'other', '--profile is snowplow; "other" is not.'],
  ['ddl', 'table', 'a.b.c', '--table is a name or schema.name; "a.b.c" is neither.'],
  ['ddl', 'table', '.b', '--table is a name or schema.name; ".b" is neither.'],
  ['dev', 'port', '65536', '"65536" is not a port. Give a number from 0 to 65535.'],
  ['dev', 'firehosePort', '-1', '"-1" is not a port. Give a number from 0 to 65535.'],
  ['merge', 'keep', '1.5', '--keep is "1.5". Write a number of hours.'],
  ['merge', 'print', 'trino', '--print is "trino". It can be athena or prefixes.'],
  ['merge', 'compression', 'gzip', '--compression is "gzip". It can be zstd or snappy.'],
  ['merge', 'hour', '2026-11-20T25', '--hour is "2026-11-20T25". Write YYYY-MM-DD or YYYY-MM-DDTHH, in UTC.'],
  ['compact', 'print', 'prefixes', '--print is "prefixes". It can be athena.'],
  ['compact', 'to', '20.11.2026', '--to is "20.11.2026". Write YYYY-MM-DD or YYYY-MM-DDTHH, in UTC.'],
  ['partitions', 'from', '2026-02-30', '--from is "2026-02-30". Write YYYY-MM-DD or YYYY-MM-DDTHH, in UTC.'],
  ['migrate', 'from', 'x', '--from is the number of a migration, like 7; "x" is none.'],
  ['migrate', 'doneThrough', '-7', '--done-through is the number of a migration, like 7; "-7" is none.'],
  ['deadletters', 'since', 'yesterday', `--since is "yesterday"; ${moment}`],
  ['replay', 'until', '2024-05-01T25', `--until is "2024-05-01T25"; ${moment}`],
  ['replay', 'from', 'nowhere', '--from is "nowhere"; there are letters and source.'],
];

it.each(refused)('sluice %s refuses --%s "%s"', async (id, option, typed, message) => {
  const one = commands.find((known) => known.id === id) as Command;
  const words = one.args.split(' ').map(() => 'x');
  await expect(
    runCommand(one, '.', { args: one.args === '' ? [] : words, options: { [option]: typed } }),
  ).rejects.toThrow(expect.objectContaining({ name: 'UsageError', message }));
});

it('lists every folder of a command', () => {
  const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(commands.map(({ id }) => id).sort()).toEqual(folders.map(({ name }) => name).sort());
});
