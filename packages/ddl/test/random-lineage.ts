import {
  type ContractModel,
  Date_,
  Decimal,
  defineEnvelope,
  defineEvent,
  Enum,
  EpochMillis,
  type EventDefinition,
  Id64,
  Int32,
  modelOf,
  publish,
  Type,
  Uuid,
} from '@sluice/contract';
import { pick, randomFrom } from './random.js';

type TSchema = Parameters<typeof defineEvent>[0]['properties'][string];

const description = 'Said.';
const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);

/** A field while versions go by: how it is written now. */
interface Draft {
  readonly name: string;
  readonly kind: (typeof kinds)[number];
  /** Longest text, number of enum values or of struct keys. */
  size: number;
  renamedFrom: string[];
}

const kinds = ['text', 'enum', 'struct', 'list', 'int32', 'id64', 'decimal', 'boolean', 'uuid', 'date'] as const;

const written: { readonly [K in Draft['kind']]: (draft: Draft) => TSchema } = {
  text: ({ size, renamedFrom }) => Type.String({ maxLength: 10 * size, description, renamedFrom }),
  enum: ({ size, renamedFrom }) => Enum(words.slice(0, size), { description, renamedFrom }),
  struct: ({ size, renamedFrom }) => Type.Object(keys(size), { description, renamedFrom }),
  list: ({ size, renamedFrom }) => Type.Array(Type.Object(keys(size), { description }), { description, renamedFrom }),
  int32: ({ renamedFrom }) => Int32({ description, renamedFrom }),
  id64: ({ renamedFrom }) => Id64({ description, renamedFrom }),
  decimal: ({ renamedFrom }) => Decimal(12, 3, { description, renamedFrom }),
  boolean: ({ renamedFrom }) => Type.Boolean({ description, renamedFrom }),
  uuid: ({ renamedFrom }) => Uuid({ description, renamedFrom }),
  date: ({ renamedFrom }) => Date_({ description, renamedFrom }),
};

const words = ['a', 'bc', 'def', 'ghij', 'klmno', 'pqrstu', 'vwxyz01', 'one more'];

function keys(size: number): { [name: string]: TSchema } {
  const names = Array.from({ length: size }, (_, at) => `key${at}`);
  return Object.fromEntries(names.map((name) => [name, optional(Type.String({ maxLength: 20, description }))]));
}

function properties(drafts: readonly Draft[]) {
  return Object.fromEntries(drafts.map((draft) => [draft.name, optional(written[draft.kind](draft))]));
}

function envelope(version: string, more: { [name: string]: TSchema }): EventDefinition {
  return defineEnvelope({
    version,
    owner: 'o',
    description,
    properties: {
      eventId: optional(Uuid({ description })),
      event: optional(Type.String({ maxLength: 100, description })),
      version: optional(Type.String({ maxLength: 20, description })),
      timestamp: optional(EpochMillis({ column: 'occurred_at', description })),
      receivedAt: optional(EpochMillis({ description })),
      userId: optional(Type.Integer({ description })),
      ...more,
    },
  });
}

/** One thing that happens to an event from one minor to the next. */
function change(random: () => number, drafts: readonly Draft[], nextName: () => string): Draft[] {
  const changed = drafts.map((draft) => ({ ...draft, renamedFrom: [...draft.renamedFrom] }));
  const chosen = pick(random, changed);
  const what = random();
  if (what < 0.4 || !chosen) {
    changed.push({ name: nextName(), kind: pick(random, kinds), size: 1 + Math.floor(random() * 3), renamedFrom: [] });
  } else if (what < 0.7) chosen.size = Math.min(8, chosen.size + 1);
  else if (what < 0.9) {
    changed[changed.indexOf(chosen)] = { ...chosen, name: nextName(), renamedFrom: [chosen.name] };
  } else changed.splice(changed.indexOf(chosen), 1);
  return changed;
}

/** A contract that grew at random: fields added, renamed, made longer and dropped, keys added to structs, majors, a longer envelope. */
export function randomLineage(seed: number): ContractModel {
  const random = randomFrom(seed);
  let names = 0;
  const nextName = () => `field${++names}`;
  const definitions: EventDefinition[] = [
    envelope('1.0', {}),
    ...['alpha', 'beta', 'gamma'].flatMap((name) => {
      let drafts = change(random, change(random, [], nextName), nextName);
      return ['1.0', '1.1', '1.2', '1.3', '2.0', '2.1'].map((version) => {
        const definition = defineEvent({ name, version, owner: 'o', description, properties: properties(drafts) });
        drafts = change(random, drafts.length > 0 ? drafts : change(random, [], nextName), nextName);
        return definition;
      });
    }),
  ];
  const early = publish(definitions);
  const late = defineEvent({ name: 'delta', version: '1.0', owner: 'o', description, properties: {} });
  const longer = envelope('1.1', { tenant: optional(Type.String({ maxLength: 20, description })) });
  return modelOf(publish([...definitions, longer, late], early));
}
