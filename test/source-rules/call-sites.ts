import type { ContractModel, EventFamily, Field } from '@sluice/contract';
import { functionName, typeName } from '../../generators/sdk/names.js';
import { ownFields } from '../../generators/sdk/own-fields.js';
import { objectsOf, readType } from './spell.js';

/** A file of an app that uses the SDK, as somebody wrote it against the contract of that day. */
export interface CallSite {
  /** The event it is about; `envelope` where it is about what all events share. */
  readonly event: string;
  /** Whether it sends events (with every property, with what it must and no more; an old name never compiles) or reads the exported types. */
  readonly use: 'sender' | 'reader';
  readonly code: string;
}

/** Call sites of every event of a contract. They import the SDK from `./sdk/index.js`. */
export function callSitesOf(model: ContractModel): CallSite[] {
  return [...model.events.flatMap((family) => eventSites(model, family)), ...envelopeSites(model)];
}

function eventSites(model: ContractModel, family: EventFamily): CallSite[] {
  const [event, version] = [family.name, family.versions.at(-1)];
  if (!version) return [];
  const fields = ownFields(model, version);
  return [
    { event, use: 'sender', code: senderOf(event, objectsOf(fields)) },
    { event, use: 'reader', code: readerOf(typeName(event), `Events['${event}']`, fields) },
  ];
}

/** What all events share is given with any of them and cannot be demanded: every field of it is optional. */
function envelopeSites({ envelopes }: ContractModel): CallSite[] {
  const given = (envelopes.at(-1)?.fields ?? []).filter(({ name }) => !setElsewhere.has(name));
  const fields = given.map((field) => ({ ...field, required: false }));
  const event = 'envelope';
  const objects = objectsOf(fields).map((object, index) => `export const common${index}: Common = ${object};\n`);
  return [
    { event, use: 'sender', code: `import type { Common } from './sdk/index.js';\n${objects.join('')}` },
    { event, use: 'reader', code: readerOf('Common', 'Common', fields) },
  ];
}

/** Fields of the envelope that no caller may give. */
const setElsewhere: ReadonlySet<string> = new Set(['event', 'version', 'sentAt', 'receivedAt']);

function senderOf(event: string, objects: readonly string[]): string {
  const name = functionName(event);
  const calls = objects.map((object) => `${name}(client, ${object});\n`);
  return [
    "import type { EventSender } from '@sluice/sdk/codegen1';\n",
    `import { ${name} } from './sdk/index.js';\n`,
    'declare const client: EventSender;\n',
    ...calls,
  ].join('');
}

function readerOf(type: string, entry: string, fields: readonly Field[]): string {
  const reads = fields.map(
    (field, index) => `export const value${index}: ${readType(field)} = props[${JSON.stringify(field.name)}];\n`,
  );
  const names = type === entry ? type : `${type}, Events`;
  return [
    `import type { ${names} } from './sdk/index.js';\n`,
    `declare const props: ${type}${type === entry ? '' : ` & ${entry}`};\n`,
    ...reads,
  ].join('');
}
