import type { ContractModel, EventFamily } from '@sluice/contract';
import { type ExportDeclarationStructure, type StatementStructures, StructureKind } from 'ts-morph';
import { docsOf, eventTags, propertyOf } from './event-file.js';
import { functionName, typeName } from './names.js';
import { shapeOf } from './shape.js';
import type { Successor } from './successors.js';

/** Envelope fields that no caller gives: the functions, the client and the collector set them. */
const notGiven: ReadonlySet<string> = new Set(['event', 'version', 'sentAt', 'receivedAt']);

/** The statements of `common.ts`: the envelope's fields, all optional, because the client or its identity can supply them. */
export function commonStatements({ envelopes }: ContractModel): StatementStructures[] {
  const fields = (envelopes.at(-1)?.fields ?? []).filter(({ name }) => !notGiven.has(name));
  const { members } = shapeOf(fields.map((field) => ({ ...field, required: false })));
  const text = ['What every event may carry. A field that is not given comes from the client and its `identify`.'];
  return [
    {
      kind: StructureKind.Interface,
      name: 'Common',
      isExported: true,
      docs: docsOf({ text, tags: [] }),
      properties: members.map(propertyOf),
    },
  ];
}

/** The statements of `index.ts`: every type and function by name, and the map that types `track`. */
export function indexStatements(
  model: ContractModel,
  successors: ReadonlyMap<string, Successor>,
): StatementStructures[] {
  return [
    ...model.events.map(importOf),
    exportOf('./common.js', [{ name: 'Common', isTypeOnly: true }]),
    ...model.events.map(({ name }) =>
      exportOf(eventPath(name), [{ name: typeName(name), isTypeOnly: true }, { name: functionName(name) }]),
    ),
    {
      kind: StructureKind.Interface,
      name: 'Events',
      isExported: true,
      docs: docsOf({ text: ['Properties by event name: `createClient<Events>()` types its `track` by it.'], tags: [] }),
      properties: model.events.map((family) => mapEntry(family, successors.get(family.name))),
    },
  ];
}

function mapEntry(family: EventFamily, successor: Successor | undefined) {
  const version = family.versions.at(-1);
  const tags = version ? eventTags(version, successor) : [];
  return { name: family.name, type: typeName(family.name), docs: docsOf({ text: [], tags }) };
}

function importOf({ name }: EventFamily): StatementStructures {
  return {
    kind: StructureKind.ImportDeclaration,
    isTypeOnly: true,
    moduleSpecifier: eventPath(name),
    namedImports: [typeName(name)],
  };
}

function exportOf(
  moduleSpecifier: string,
  names: { name: string; isTypeOnly?: boolean }[],
): ExportDeclarationStructure {
  const isTypeOnly = names.every((named) => named.isTypeOnly);
  const namedExports = names.map((named) => ({
    name: named.name,
    isTypeOnly: !isTypeOnly && named.isTypeOnly === true,
  }));
  return { kind: StructureKind.ExportDeclaration, isTypeOnly, moduleSpecifier, namedExports };
}

function eventPath(event: string): string {
  return `./events/${event}.js`;
}
