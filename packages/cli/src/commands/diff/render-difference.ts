import type { Finding, VersionDifference, WarehouseEffect } from '@sluice/compat';
import { inWords } from '@sluice/compat/internal';
import type { Paint } from '../../io.js';

/** What every warehouse does about the difference. */
export type SurfaceEffects = readonly WarehouseEffect[];

/** The difference of two versions for people: what changed, then what that does on every surface. */
export function renderDifference(difference: VersionDifference, warehouses: SurfaceEffects, paint: Paint): string {
  const { event, from, to, changes, findings, needed } = difference;
  const lines = changes.map(inWords).map(({ sign, where, what }) => `  ${sign} ${paint.bold(where)} ${what}`);
  return [
    `${paint.bold(event)} ${from} → ${to}`,
    ...(lines.length > 0 ? lines : ['  Nothing but prose and its number is different.']),
    '',
    ...surfaces.map(({ id, title, quiet }) =>
      renderSurface(
        title,
        findings.filter((one) => one.surface === id),
        quiet,
      ),
    ),
    ...warehouses.map((effect) => renderWarehouse(effect, paint)),
    '',
    `The smallest step that is right: ${steps[needed]}.`,
  ].join('\n');
}

const steps: { readonly [B in VersionDifference['needed']]: string } = {
  none: 'none, nothing but prose is different',
  minor: 'a minor version',
  major: 'a major version',
};

const surfaces = [
  {
    id: 'ingest',
    title: 'Ingestion',
    quiet: 'every event of the older version is still accepted, and no value is lost',
  },
  { id: 'consumer', title: 'Readers', quiet: 'meet nothing that they do not know' },
  { id: 'source', title: 'Callers of the SDK', quiet: 'compile as before' },
] as const;

function renderSurface(title: string, findings: readonly Finding[], quiet: string): string {
  if (findings.length === 0) return `${title}: ${quiet}.`;
  const lines = findings.flatMap(({ message, witness }) => [
    `  ${message}`,
    ...(witness
      ? [
          `  ${JSON.stringify(witness.event)} ${witness.shows === 'rejected' ? 'is refused' : 'loses a value'}: ${witness.reason}.`,
        ]
      : []),
  ]);
  return [`${title}:`, ...lines].join('\n');
}

const effects: {
  readonly [K in WarehouseEffect['kind']]: (effect: Extract<WarehouseEffect, { kind: K }>) => string[];
} = {
  nothing: () => [],
  refused: ({ reasons, statements = [] }) => [
    ...reasons.map((reason) => `  Cannot follow in place: ${reason}`),
    ...statements.map(toRun),
  ],
  statements: ({ statements }) => statements.map(toRun),
};

function toRun(statement: string): string {
  return statement.startsWith('{') ? `  ${summaryOf(statement)}` : indented(`${statement};`);
}

function renderWarehouse(effect: WarehouseEffect, paint: Paint): string {
  const lines = (effects[effect.kind] as (effect: WarehouseEffect) => string[])(effect);
  const title = paint.bold(effect.dialect);
  return lines.length === 0 ? `${title}: nothing to do.` : [`${title}:`, ...lines].join('\n');
}

/** A table input for an API is as long as its table: its name is enough here, the generated file has it whole. */
function summaryOf(document: string): string {
  const { Name } = JSON.parse(document) as { Name?: string };
  return `UpdateTable with the generated table input of ${Name ?? 'the table'}.`;
}

/** A whole view is as long as its event: its first line tells which one it is. */
function indented(text: string): string {
  const lines = text.split('\n');
  const shown = lines.length > 6 ? [`${lines[0]} … (${lines.length} lines; --json shows them)`] : lines;
  return shown.map((line) => `  ${line}`).join('\n');
}
