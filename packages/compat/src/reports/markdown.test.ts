import { describe, expect, it } from 'vitest';
import { brokenReport, emptyReport, variedReport, waivedReport } from '../testing/reports.js';
import type { EffectsOf } from './effects.js';
import { markdownMarker, renderMarkdown } from './markdown.js';

const none: EffectsOf = () => ({ warehouses: [], sdk: [] });
const effectsOf: EffectsOf = () => ({
  warehouses: [
    { dialect: 'athena', kind: 'statements', statements: ['ALTER TABLE t ADD COLUMNS (a int)'] },
    { dialect: 'glue', kind: 'statements', statements: ['{\n  "Name": "```"\n}'] },
    { dialect: 'duckdb', kind: 'nothing' },
    { dialect: 'redshift', kind: 'refused', reasons: ['"a" is INTEGER.'] },
    { dialect: 'spark', kind: 'refused', reasons: ['Not "b".'], statements: ['ALTER TABLE x ADD COLUMN c INT'] },
  ],
  sdk: ['- type: string', '+ action: string'],
});
const render = (report: typeof brokenReport, effects = none) =>
  renderMarkdown(report, { base: 'origin/main (abc1234)', effectsOf: effects });

describe('renderMarkdown', () => {
  it('tells everything about one break', () => {
    expect(render(brokenReport, effectsOf)).toBe(`<!-- sluice check -->

## Event contracts: not compatible

Compared with origin/main (abc1234). 2 errors, 2 warnings.

### \`purchase 1.1\`, compared with 1.0

- \`action\` stands where "type" was, without naming it

#### Error: \`bump-too-small\`

purchase 1.1 breaks what 1.0 promises, so it is no minor version.

**Who is affected:** apps that send the event (error).

**Why it matters:** A minor version promises that nothing breaks at ingestion and in no warehouse.

**What to do:** Take the breaking change back, or publish it as 2.0: move the file to purchase/2.0.ts and write that version into it.

**An event that shows it:** \`{"type":"view"}\` It was accepted before and is refused now: must have required property 'action'.

<sub>In full, with the waiver to paste: \`sluice explain bd10fe804f23\`</sub>

#### Error: \`field-renamed-without-alias\` at \`action\`

"type" of 1.0 is gone, and 1.1 has a new "action" of the same type.

**Who is affected:** apps that send the event (error); readers of the events (warning); callers of the generated SDK (warning).

**Why it matters:** Apps in the wild keep sending the old name. Without an alias its values are lost, or the events are refused.

**What to do:** If it is a rename, add renamedFrom: \\['type'\\] to "action". If it is another field, keep "type" beside it, and let "action" be optional.

**An event that shows it:** \`{"type":"view"}\` It was accepted before and is refused now: must have required property 'action'.

<sub>In full, with the waiver to paste: \`sluice explain 9643d323b548\`</sub>

<details><summary>athena: what has to be run</summary>

\`\`\`sql
ALTER TABLE t ADD COLUMNS (a int);
\`\`\`

</details>

<details><summary>glue: what has to be run</summary>

\`\`\`\`json
{
  "Name": "\`\`\`"
}
\`\`\`\`

</details>

<details><summary>redshift: cannot follow in place</summary>

- "a" is INTEGER.

</details>

<details><summary>spark: cannot follow in place</summary>

- Not "b".

What can be run:

\`\`\`sql
ALTER TABLE x ADD COLUMN c INT;
\`\`\`

</details>

<details><summary>The generated SDK</summary>

\`\`\`diff
- type: string
+ action: string
\`\`\`

</details>
`);
  });

  it('shows what is waived and which waiver is wrong, and lets no text become a tag', () => {
    const text = render(waivedReport);
    expect(text).toContain('Waived until 2026-12-31 by web: Only \\<b\\>one\\</b\\> app, 100% ours.');
    expect(text).toContain('### `purchase waivers`\n\n#### Error: `waiver-malformed`');
  });

  it('has a line for what is new, what is gone, and for nothing', () => {
    const headings = (text: string) => text.match(/^###? .*$/gm);
    expect(headings(render(variedReport))).toEqual([
      '## Event contracts: not compatible',
      '### `cart 1.0`',
      '### `view 1.0`',
      '### `purchase 1.1`, compared with 1.0',
      '### `seen 1.0`',
    ]);
    expect(render(variedReport)).toContain('- `brand` is new: string, optional');
    expect(render(emptyReport)).toContain('Nothing has changed.');
  });

  it('stays below what a comment has room for, with every block closed', () => {
    const statements = Array.from({ length: 3000 }, (_, at) => `ALTER TABLE t ADD COLUMNS (column_${at} bigint)`);
    const text = render(brokenReport, () => ({
      warehouses: [{ dialect: 'athena', kind: 'statements', statements }],
      sdk: [],
    }));
    expect(text.length).toBeLessThan(65_536);
    expect(
      text.endsWith(
        '```\n\n</details>\n\nThe rest was cut: a comment has room for so much. `sluice check` shows all of it.\n',
      ),
    ).toBe(true);
    expect(text.startsWith(markdownMarker)).toBe(true);
  });
});
