import { Json, Type } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { type CheckReport, check } from '../check.js';
import { minor } from '../testing/contracts.js';
import { renderGithub } from './github.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderMarkdown } from './markdown.js';
import { renderSarif } from './sarif.js';
import { renderText } from './text.js';

/** Patterns that look back: whether one includes the other is not decided. */
const lookingBack = ['^(a+)\\1$', '^(b?a+)\\1$'] as const;
const text = (pattern: string) => Type.Optional(Type.String({ maxLength: 40, pattern }));
const payload = (pattern: string, easy: object) => ({
  payload: Json({ properties: { hard: { type: 'string', pattern }, easy } }),
});

/** A field whose default it refuses itself: only a registry that was edited by hand says so. */
function withRefusedDefault() {
  const { base, head } = minor(
    { hard: text(lookingBack[0]) },
    { hard: text(lookingBack[1]), code: Type.Optional(Type.String({ maxLength: 3, default: 'abc' })) },
  );
  const edited = structuredClone(head);
  const field = edited.events[0]?.versions[1]?.document.properties?.code;
  if (field) field.default = 'abcd';
  return { base, head: edited };
}

const cases: readonly {
  readonly name: string;
  readonly given: ReturnType<typeof minor>;
  readonly rule: string;
  readonly event: object;
}[] = [
  {
    name: 'in the schema of one field',
    given: minor(payload(lookingBack[0], {}), payload(lookingBack[1], { type: 'string' })),
    rule: 'keyword-changed',
    event: { payload: { easy: null } },
  },
  {
    name: 'a break that only all changes together show',
    given: withRefusedDefault(),
    rule: 'event-refused',
    event: {},
  },
];

const positionOf = () => undefined;
const renderings: readonly (readonly [name: string, (report: CheckReport) => string])[] = [
  ['text', (report) => renderText(report)],
  ['json', renderJson],
  ['sarif', (report) => renderSarif(report, { version: '1.0.0', positionOf })],
  ['junit', renderJunit],
  ['github', (report) => renderGithub(report, positionOf)],
  ['markdown', (report) => renderMarkdown(report, { base: 'main', effectsOf: () => ({ warehouses: [], sdk: [] }) })],
];

describe('what cannot be decided beside a break', () => {
  describe.each(cases)('$name', ({ given: { base, head }, rule, event }) => {
    const report = check(base, head, { surfaces: [] });

    it('is said with the break', () => {
      const found = report.findings.find((finding) => finding.rule === rule);
      expect(report.ok).toBe(false);
      expect(found).toMatchObject({ verdict: 'breaking', severity: 'error', witness: { event } });
      expect(found?.message).toMatch(
        /\. Not everything was looked at: the pattern ".+" stood in the way of an answer for the rest\./,
      );
    });

    it.each(renderings)('is in the report as %s, with the event', (_, render) => {
      const words = render(report)
        .replaceAll(/&quot;|\\"/g, '"')
        .replaceAll(/\s/g, '');
      expect(words).toContain('Noteverythingwaslookedat:');
      expect(words).toContain(JSON.stringify(event));
    });
  });

  it('is not said where everything was looked at', () => {
    const { base, head } = minor(payload('^a$', {}), payload('^ab?$', { type: 'string' }));
    const messages = check(base, head, { surfaces: [] }).findings.map(({ message }) => message);
    expect(messages.filter((message) => message.includes('Not everything'))).toEqual([]);
  });
});
