import type { ContractModel, EventFamily } from '@sluice/contract';
import { type ExportDeclarationStructure, type StatementStructures, StructureKind } from 'ts-morph';
import { docsOf, eventTags, propertyOf } from './event-file.js';
import { functionName, literal, propertyName, typeName } from './names.js';
import { givenFields, setByClient } from './own-fields.js';
import { type Member, membersOf } from './shape.js';
import { retiredNames, type Successor } from './successors.js';

/**
 * The statements of `common.ts`: the envelope's fields, all optional, because the client or its identity can supply them;
 * and what `identify` takes: those that the client does not set for each event.
 */
export function commonStatements(model: ContractModel): StatementStructures[] {
  const fields = givenFields(model).map((field) => ({ ...field, required: false }));
  const [once, always] = [true, false].map((own) =>
    membersOf(fields.filter(({ name }) => setByClient.has(name) === own)),
  );
  return [
    interfaceOf('Identity', [], always, [
      'What `identify` takes: a client puts it on every event that does not say otherwise.',
    ]),
    interfaceOf('Common', ['Identity'], once, [
      'What every event may carry. A field that is not given comes from the client and its `identify`.',
    ]),
    {
      kind: StructureKind.TypeAlias,
      name: 'Needs',
      isExported: true,
      typeParameters: [
        { name: 'Name', constraint: 'keyof Common' },
        { name: 'Known', constraint: 'string', default: 'never' },
      ],
      docs: docsOf({
        text: ['Fields that an event is refused without, but for those that the client knows.'],
        tags: [],
      }),
      type: 'Required<Pick<Common, Exclude<Name, Known>>>',
    },
  ];
}

function interfaceOf(
  name: string,
  parents: readonly string[],
  members: readonly Member[] | undefined,
  text: readonly string[],
): StatementStructures {
  return {
    kind: StructureKind.Interface,
    name,
    isExported: true,
    extends: [...parents],
    docs: docsOf({ text, tags: [] }),
    properties: (members ?? []).map(propertyOf),
  };
}

/** The statements of `index.ts`: every type and function by name, and the map that types `track`. */
export function indexStatements(
  model: ContractModel,
  successors: ReadonlyMap<string, Successor>,
): StatementStructures[] {
  const retired = retiredNames(model);
  return [
    importOf('@sluice/sdk/codegen1', ['EventMap', ...(retired.size > 0 ? ['RenamedTo'] : [])]),
    importOf('./common.js', ['Identity']),
    ...model.events.map(({ name }) => importOf(eventPath(name), [typeName(name)])),
    exportOf('./common.js', [
      { name: 'Common', isTypeOnly: true },
      { name: 'Identity', isTypeOnly: true },
    ]),
    ...model.events.map(({ name }) =>
      exportOf(eventPath(name), [{ name: typeName(name), isTypeOnly: true }, { name: functionName(name) }]),
    ),
    {
      kind: StructureKind.Interface,
      name: 'Events',
      isExported: true,
      extends: ['EventMap<Identity>'],
      docs: docsOf({
        text: ['Properties by event name: `createClient<Events>()` types its `track` and `identify` by it.'],
        tags: [],
      }),
      properties: [
        ...model.events.map((family) => mapEntry(family, successors.get(family.name))),
        ...[...retired].map(retiredEntry),
      ],
    },
  ];
}

function mapEntry(family: EventFamily, successor: Successor | undefined) {
  const version = family.versions.at(-1);
  const tags = version ? eventTags(version, successor) : [];
  return { name: family.name, type: typeName(family.name), docs: docsOf({ text: [], tags }) };
}

function retiredEntry([name, event]: readonly [string, string]) {
  const tags = [{ name: 'deprecated', text: `Use \`${event}\`.` }] as const;
  return { name: propertyName(name), type: `RenamedTo<${literal(event)}>`, docs: docsOf({ text: [], tags }) };
}

function importOf(moduleSpecifier: string, namedImports: string[]): StatementStructures {
  return { kind: StructureKind.ImportDeclaration, isTypeOnly: true, moduleSpecifier, namedImports };
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
