import type { ContractModel, EventFamily } from '@sluice/contract';
import { fieldTable } from './field-table.js';
import { code, eventLink, markdownTable, page } from './markdown.js';
import { successorOf } from './successor.js';

/** The page that lists every event, and the fields that all of them have. */
export function cataloguePage(model: ContractModel): string {
  const rows = model.events.map((family) => row(model, family));
  return page([
    '# Events',
    markdownTable(['Event', 'Version', 'Owner', 'Formerly', 'Replaced by', 'What happened'], rows),
    ...commonFields(model),
  ]);
}

function row(model: ContractModel, family: EventFamily): string[] {
  const newest = family.versions.at(-1);
  return [
    eventLink(family.name),
    newest?.version ?? '',
    newest?.owner ?? '',
    family.renamedFrom.map(({ event }) => code(event)).join(', '),
    replacement(model, family),
    newest?.description ?? '',
  ];
}

function replacement(model: ContractModel, family: EventFamily): string {
  const deprecated = family.versions.at(-1)?.deprecated;
  const name = successorOf(model, family)?.family.name ?? deprecated?.replacedBy;
  const until = deprecated ? `may go after ${deprecated.removeAfter}` : '';
  return [name ? eventLink(name) : '', until].filter((part) => part !== '').join(', ');
}

function commonFields({ envelopes }: ContractModel): string[] {
  const newest = envelopes.at(-1);
  if (!newest) return [];
  return [
    '## Common fields',
    `Every event may carry these (envelope ${newest.version}).`,
    fieldTable({ fields: newest.fields, alsoRequired: [], versions: envelopes }),
  ];
}
