import type { BuiltInSurface, Bump } from '../finding.js';
import { allRules } from '../rules/index.js';
import type { AnyRule } from '../rules/rule.js';
import { type WaiverRule, waiverRules } from '../waivers/waiver-rules.js';

const surfaces: readonly BuiltInSurface[] = ['ingest', 'consumer', 'source'];

const bumps: { readonly [B in Bump]: string } = {
  none: 'no version number makes it right',
  minor: 'minor version',
  major: 'major version',
};

const introduction = `# Rules

What \`sluice check\` says about changes of the contract. This page is generated from the table of rules.

A finding stands on a surface:

- \`ingest\`: an event from an app in the wild is refused, or a value of it is lost. A finding comes with an event that
  shows it, confirmed with both versions. Where neither a proof nor such an event was found, the verdict is \`unknown\`.
- \`consumer\`: a reader of events meets what it does not know.
- \`source\`: callers of the generated SDK stop compiling, once they take the SDK of the new version.
- warehouses (\`athena\`, \`redshift\`, …): a table cannot follow within the same major version. Every rule about a change
  of a field can have such findings; each warehouse decides for itself.

- \`waivers\`: a waiver is wrong. These are errors, about no change, and cannot be waived ([waivers](waivers.md)).

An error refuses the change. A warning or an info does not. The table shows what a finding weighs within a major version.
In a new major version a break is a decision, and every finding about it is an info.

Which bump is right is decided in one place: the new version is judged as if it were the next minor, on every surface, against
every earlier minor. Where that finds an error, a major version is needed, and a minor one is refused (\`bump-too-small\`); where it
finds none, a new major version is called unneeded (\`bump-too-large\`). \`sluice diff\` and the suggested number say the same.
What a warehouse cannot follow depends on the warehouses in \`targets\`: so does the bump.`;

/** The page about all rules (Markdown): the table of severities and bumps, then every rule in full. Ends with a newline. */
export function renderRulesPage(): string {
  const rows = allRules.map((rule) => [
    `[\`${rule.id}\`](#${rule.id})`,
    ...surfaces.map((surface) => rule.severity[surface] ?? '–'),
    rule.bump,
  ]);
  const table = renderTable(['rule', ...surfaces, 'smallest bump'], rows);
  const waivers = Object.values(waiverRules).map(renderWaiverRule);
  return `${[introduction, table, ...allRules.map(renderRule), ...waivers].join('\n\n')}\n`;
}

/** A Markdown table whose columns line up. */
function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...rows].map(line).join('\n');
}

function renderRule({ id, summary, why, fix, envelopeFix, kind, bump }: AnyRule): string {
  const facts = [
    `- **Why it matters:** ${why}`,
    `- **What to do:** ${fix}`,
    ...(envelopeFix === undefined ? [] : [`- **In the envelope, which has no major versions:** ${envelopeFix}`]),
    `- **Smallest bump:** ${bumps[bump]}`,
    `- **Change:** \`${kind}\``,
  ];
  return [`## ${id}`, summary, facts.join('\n')].join('\n\n');
}

function renderWaiverRule({ id, summary, why, fix }: WaiverRule): string {
  return [`## ${id}`, summary, `- **Why it matters:** ${why}\n- **What to do:** ${fix}`].join('\n\n');
}
