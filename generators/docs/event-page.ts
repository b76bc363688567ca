import {
  type ContractModel,
  type EventFamily,
  type EventVersion,
  majorsOf,
  type UnknownProperties,
  wireFields,
} from '@sluice/contract';
import { exampleEvent } from './example.js';
import { fieldTable } from './field-table.js';
import { code, eventLink, markdownTable, page } from './markdown.js';
import { successorOf } from './successor.js';

/** The page of one event: what it is, who owns it, its fields, its versions and an example. */
export function eventPage(model: ContractModel, family: EventFamily): string {
  const newest = family.versions.at(-1);
  if (!newest) return page([`# ${code(family.name)}`]);
  return page([
    `# ${code(family.name)}`,
    notice(model, family, newest),
    newest.description,
    markdownTable(['', ''], facts(family, newest)),
    '## Fields',
    fieldTable({ fields: shownFields(model, newest), alsoRequired: newest.requires, versions: family.versions }),
    'The [common fields](events.md#common-fields) may stand beside these.',
    '## Versions',
    markdownTable(
      ['Version', 'New fields', 'Gone'],
      family.versions.map((version, at) => changes(version, family.versions[at - 1])),
    ),
    '## Example',
    `\`\`\`json\n${JSON.stringify(exampleEvent(newest, model.envelopes.at(-1)?.fields ?? []), null, 2)}\n\`\`\``,
  ]);
}

/** A line for who still sends an event that has another name now, or is on its way out. */
function notice(model: ContractModel, family: EventFamily, { deprecated }: EventVersion): string {
  const successor = successorOf(model, family)?.family.name ?? deprecated?.replacedBy;
  const lines = [
    ...(successor
      ? [`> This event is called ${eventLink(successor)} now. Events under the old name are still accepted.`]
      : []),
    ...(deprecated ? [`> Deprecated since ${deprecated.since}; it may go after ${deprecated.removeAfter}.`] : []),
  ];
  return lines.join('\n');
}

function facts(family: EventFamily, newest: EventVersion): string[][] {
  const tables = majorsOf(family).map((major) => code(`${family.table}_v${major}`));
  return [
    ['Owner', newest.owner],
    ['Newest version', newest.version],
    ...(family.renamedFrom.length > 0 ? [['Formerly', family.renamedFrom.map(formerName).join('; ')]] : []),
    ['View', code(family.table)],
    ['Tables', tables.join(', ')],
    ['Send to', code(`POST /events/${family.name}`)],
    ['Undeclared fields', UNDECLARED[newest.document['x-sluice'].unknownProperties ?? 'capture']],
  ];
}

/** What becomes of fields that stand in no table below, by policy. */
const UNDECLARED: { readonly [P in UnknownProperties]: string } = {
  capture: 'kept in the column `_extra`',
  strip: 'left out of the row',
  reject: 'the event is refused',
};

function formerName({ event, sameWhen, toleranceMs = 0, dualSent }: EventFamily['renamedFrom'][number]): string {
  if (dualSent === false) return `${eventLink(event)} (no app sent both)`;
  if (!sameWhen) return eventLink(event);
  const tolerance = toleranceMs > 0 ? `, within ${toleranceMs} ms` : '';
  return `${eventLink(event)} (one occurrence where ${sameWhen.map(code).join(', ')} are equal${tolerance})`;
}

/** The common fields this event cannot be without, then its own. */
function shownFields(model: ContractModel, version: EventVersion) {
  const own = new Set(version.fields.map(({ name }) => name));
  return wireFields(model, version).filter(({ name }) => own.has(name) || version.requires.includes(name));
}

function changes(version: EventVersion, before: EventVersion | undefined): string[] {
  const names = (of: EventVersion | undefined) => of?.fields.map(({ name }) => name) ?? [];
  const [old, now] = [names(before), names(version)];
  const added = now.filter((name) => !old.includes(name));
  const gone = old.filter((name) => !now.includes(name));
  return [version.version, added.map(code).join(', ') || 'none', gone.map(code).join(', ')];
}
