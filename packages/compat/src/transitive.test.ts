import { Type } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { check } from './check.js';
import type { TestVersion } from './testing/contracts.js';
import { history } from './testing/history.js';

const id = { id: Type.Integer() };
const optional = (schema: TestVersion['properties'][string]) => Type.Optional(schema);
const gone = { deprecated: { since: '1.0', removeAfter: '2020-01-01' } };

interface Case {
  readonly name: string;
  readonly given: readonly TestVersion['properties'][];
  /** Errors about the last version: surface, path and message. */
  readonly want: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a name that only an older version has, with another type',
    given: [{ ...id, x: optional(Type.String(gone)) }, id, { ...id, x: optional(Type.Integer()) }],
    want: ['type-changed ingest x: Against 1.0: "x" is string in 1.0 and int64 in 1.2.'],
  },
  {
    name: 'the same, once for the newest version that shows it',
    given: [
      { ...id, x: optional(Type.String(gone)) },
      { ...id, x: optional(Type.String({ maxLength: 9, ...gone })) },
      id,
      { ...id, x: optional(Type.Integer()) },
    ],
    want: ['type-changed ingest x: Against 1.1: "x" is string in 1.1 and int64 in 1.3.'],
  },
  {
    name: 'what the predecessor shows already is not told again',
    given: [id, { ...id, y: optional(Type.String()) }, { ...id, y: Type.String() }],
    want: ['field-made-required ingest y: "y" is optional in 1.1 and required in 1.2.'],
  },
  {
    name: 'what an earlier step did',
    given: [{ ...id, x: optional(Type.String(gone)) }, id, { ...id, y: optional(Type.String()) }],
    want: [],
  },
  {
    name: 'a name that comes back as it was',
    given: [{ ...id, x: optional(Type.String(gone)) }, id, { ...id, x: optional(Type.String()) }],
    want: [],
  },
];

describe('check against every earlier minor', () => {
  it.each(cases)('$name', ({ given, want }) => {
    const { base, head } = history(...given);
    const { findings } = check(base, head, { surfaces: [], now: '2026-01-01' });
    const errors = findings.filter(({ severity, path }) => severity === 'error' && path !== '');
    expect(errors.map(({ rule, surface, path, message }) => `${rule} ${surface} ${path}: ${message}`)).toEqual(want);
  });

  it('needs a new major where only an older version breaks', () => {
    const { base, head } = history({ ...id, x: optional(Type.String(gone)) }, id, {
      ...id,
      x: optional(Type.Integer()),
    });
    const { bumps, ok } = check(base, head, { surfaces: [], now: '2026-01-01' });
    expect({ ok, suggested: bumps.map(({ suggested }) => suggested) }).toEqual({ ok: false, suggested: ['2.0'] });
  });
});
