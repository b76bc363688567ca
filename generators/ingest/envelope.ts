import type { Field, Read } from '@sluice/contract';
import { access, accessAny, type Module } from './module.js';
import { label, rowCode, writerFor } from './row.js';

/** What the server writes where the event says nothing: code over the arguments and the text `t` of the arrival. */
const FILLS: { readonly [wireName: string]: (module: Module) => string } = {
  eventId: (module) => `${module.use('id')}(s.eventId)`,
  event: () => 'a',
  version: () => 'b',
  timestamp: () => 't',
  receivedAt: () => 't',
};
/** Columns that say what the event was judged as, whatever stands in the event. */
const JUDGED: readonly string[] = ['event', 'version'];

/** Whether a column is one that the server fills. */
export function isFilled({ target }: Read): boolean {
  return Object.hasOwn(FILLS, target.name);
}

/**
 * Name of a function that begins a row with the envelope's columns, those that are never empty first. Its arguments:
 * event, stamp, name and judged version as JSON.
 */
export function envelopeWriter(module: Module, reads: readonly Read[], own: readonly Field[]): string {
  const filled = reads.filter(isFilled);
  const others = reads.filter((read) => !isFilled(read));
  const fills = filled.map((read, i) => fillCode(module, read, own, i === 0));
  const { statements, always } = rowCode(module, others, own, 'comma');
  const head = `let n=${always},v,r="{",t=${arrival(module, filled, own)};`;
  const tail = `${module.use('unread')}.count-=n;return r`;
  return module.declare('h', `(e,s,a,b)=>{${head}${[...fills, ...statements].join('')}${tail}}`);
}

function fillCode(module: Module, { target, sources }: Read, own: readonly Field[], first: boolean): string {
  const absent = (FILLS[target.name] as (module: Module) => string)(module);
  const name = label(target.column, first ? 'first' : 'comma');
  if (JUDGED.includes(target.name)) {
    const seen = sources.slice(0, 1).map((source) => `if(${access(module, source)}!==void 0)n++;`);
    return `${seen.join('')}r+=${name}+${absent};`;
  }
  if (sources.length === 0) return `r+=${name}+${absent};`;
  const present = target.name === 'receivedAt' ? 't' : ownText(module, target, own);
  return `if((v=${accessAny(module, sources)})!=null)n++,r+=${name}+${present};else r+=${name}+${absent};`;
}

/** The arrival as text: as the event's own stamp says, else as the server's. */
function arrival(module: Module, filled: readonly Read[], own: readonly Field[]): string {
  const stamp = `${module.use('at')}(s.receivedAt)`;
  const read = filled.find(({ target }) => target.name === 'receivedAt');
  if (!read || read.sources.length === 0) return stamp;
  return `(v=${accessAny(module, read.sources)})!=null?${ownText(module, read.target, own)}:${stamp}`;
}

function ownText(module: Module, target: Field, own: readonly Field[]): string {
  const field = own.find(({ name }) => name === target.name) ?? target;
  return writerFor(module, target.type, field.type)('v');
}
