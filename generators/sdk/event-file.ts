import type { ContractModel, EventFamily, EventVersion, Field, UnknownProperties } from '@sluice/contract';
import {
  type FunctionDeclarationStructure,
  type InterfaceDeclarationStructure,
  type OptionalKind,
  type PropertySignatureStructure,
  type StatementStructures,
  StructureKind,
} from 'ts-morph';
import { type Doc, deprecatedTag, docText } from './jsdoc.js';
import { functionName, literal, propertyName, typeName } from './names.js';
import { givenFields, givenNames, ownFields, setByClient } from './own-fields.js';
import { hasOldNames, type Member, membersOf } from './shape.js';
import { renamesBetween, type Successor } from './successors.js';

/** Where generated code finds its run time; the number changes when its meaning does. */
const runtime = '@sluice/sdk/codegen1';

/** What is known of an event when its file is written. */
export interface EventContext {
  readonly model: ContractModel;
  readonly family: EventFamily;
  /** The newest version of the newest major: what the file describes. */
  readonly version: EventVersion;
  /** Where the event has a new name. */
  readonly successor: Successor | undefined;
}

/** The statements of one event's file: imports, the type of its properties, the function that sends it. */
export function eventStatements(context: EventContext): StatementStructures[] {
  const { model, family, version } = context;
  const fields = ownFields(model, version);
  const members = membersOf(fields, sinceOf(family), givenNames(model));
  const renames = renamesOf(context);
  const needs = neededOf(context).length > 0;
  return [
    importOf(runtime, [
      { name: 'EventSender', isTypeOnly: true },
      ...(hasOldNames(members, fields) ? [{ name: 'RenamedTo', isTypeOnly: true }] : []),
      ...(renames ? [{ name: 'rename' }] : []),
      { name: 'send' },
    ]),
    importOf('../common.js', [
      { name: 'Common', isTypeOnly: true },
      ...(needs ? [{ name: 'Needs', isTypeOnly: true }] : []),
    ]),
    ...propsOf(context, members),
    functionOf(context, renames),
  ];
}

/** A doc comment as ts-morph takes it fastest: one text, which begins with a line break where it has several lines. */
export function docsOf(doc: Doc): string[] {
  const text = docText(doc);
  return text === '' ? [] : [text.includes('\n') ? `\n${text}` : text];
}

/** A property as ts-morph writes it. */
export function propertyOf({ name, optional, type, doc }: Member): OptionalKind<PropertySignatureStructure> {
  return { name, hasQuestionToken: optional, type: ownLines(type, '  '), docs: docsOf(doc) };
}

/**
 * A line break that ts-morph leaves alone: it would indent the lines of a type once too often. TypeScript reads it as a
 * line break, no text that is emitted contains it, and the printer turns it into an ordinary one.
 */
export const ownLineBreak = '\u2028';

function ownLines(type: string, indent: string): string {
  return type.replaceAll('\n', `${ownLineBreak}${indent}`);
}

/** Says in a doc comment that an event has a new name, or that its newest version is on its way out. */
export function eventTags(version: EventVersion, successor: Successor | undefined): Doc['tags'] {
  if (successor) return [{ name: 'deprecated', text: `Use \`${functionName(successor.event)}\`.` }];
  return deprecatedTag(version.deprecated, functionName);
}

function importOf(
  moduleSpecifier: string,
  namedImports: { name: string; isTypeOnly?: boolean }[],
): StatementStructures {
  const isTypeOnly = namedImports.every((named) => named.isTypeOnly);
  const names = namedImports.map(({ name, isTypeOnly: type }) => ({ name, isTypeOnly: !isTypeOnly && type === true }));
  return { kind: StructureKind.ImportDeclaration, isTypeOnly, moduleSpecifier, namedImports: names };
}

/** The type of an event's properties; where the event requires something, on top of one that does not. */
function propsOf(context: EventContext, members: readonly Member[]): InterfaceDeclarationStructure[] {
  const name = typeName(context.family.name);
  const needed = neededOf(context);
  if (needed.length === 0) return [interfaceOf(name, 'Common', members, docsOf(propsDoc(context)))];
  const inherited = givenFields(context.model).filter((field) => needed.includes(field.name));
  const required = membersOf(inherited.map((field) => ({ ...field, required: true })));
  return [
    { ...interfaceOf(`${name}Fields`, 'Common', members), isExported: false },
    interfaceOf(name, `${name}Fields`, required, docsOf(propsDoc(context))),
  ];
}

function interfaceOf(
  name: string,
  parent: string,
  members: readonly Member[],
  docs: string[] = [],
): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    name,
    isExported: true,
    extends: [parent],
    docs,
    properties: members.map(propertyOf),
  };
}

/** Envelope fields that the event is refused without and that a call or the client's identity has to give. */
function neededOf({ model, version }: EventContext): readonly string[] {
  const given = givenNames(model);
  return version.requires.filter((name) => given.includes(name) && !setByClient.has(name));
}

function functionOf(context: EventContext, renames: string | undefined): FunctionDeclarationStructure {
  const { event, version } = sentAs(context);
  const props = renames ? `rename(props, ${renames})` : 'props';
  const type = typeName(context.family.name);
  const needed = neededOf(context);
  return {
    kind: StructureKind.Function,
    name: functionName(context.family.name),
    isExported: true,
    docs: docsOf(functionDoc(context, event, version.version)),
    ...(needed.length > 0 && { typeParameters: [{ name: 'Known', constraint: 'string', default: 'never' }] }),
    parameters: [
      { name: 'client', type: needed.length > 0 ? 'EventSender<Known>' : 'EventSender' },
      {
        name: 'props',
        type: needed.length > 0 ? `${type}Fields & Needs<${needed.map(literal).join(' | ')}, Known>` : type,
      },
    ],
    returnType: 'string',
    statements: [`return send(client, ${literal(event)}, ${literal(version.version)}, ${props});`],
  };
}

/** The event and version that a call sends: the new ones only where they take whatever the old function lets through. */
function sentAs({ family, version, successor }: EventContext): { event: string; version: EventVersion } {
  return successor?.takesOld ? successor : { event: family.name, version };
}

function propsDoc(context: EventContext): Doc {
  const { family, version } = context;
  const needed = neededOf(context).map((name) => `\`${name}\``);
  const needs = needed.length > 0 ? ` Needs ${needed.join(', ')}: given here or by \`identify\`.` : '';
  const origin = `Event \`${family.name}\` ${version.version}, owned by ${version.owner}.${needs}`;
  const others = UNDECLARED[version.document['x-sluice'].unknownProperties ?? 'capture'];
  return {
    text: [version.description, origin, others],
    tags: [{ name: 'since', text: family.versions[0]?.version ?? '' }],
  };
}

/** What becomes of properties that the type does not have: said where something is lost. */
const UNDECLARED: { readonly [P in UnknownProperties]: string } = {
  capture: '',
  strip: 'Properties that are not declared here are not stored.',
  reject: 'An event with properties that are not declared here is refused.',
};

function functionDoc(context: EventContext, event: string, version: string): Doc {
  const { family, successor } = context;
  const renamed = successor && event !== family.name ? `, the new name of \`${family.name}\`` : '';
  const sent = `Sends \`${event}\` ${version}${renamed}: ${context.version.description}`;
  const returns = { name: 'returns', text: 'its `eventId`, the same in every attempt to deliver it.' } as const;
  const tags = [returns, ...eventTags(context.version, successor)];
  return { text: successor && !successor.takesOld ? [sent, keptDoc(family, successor)] : [sent], tags };
}

function keptDoc({ name }: EventFamily, { event, version }: Successor): string {
  return `\`${event}\` is its new name, but ${version.version} of it may refuse what \`${name}\` allows: this function keeps sending \`${name}\`.`;
}

function renamesOf({ model, version, successor }: EventContext): string | undefined {
  if (!successor?.takesOld) return undefined;
  const pairs = renamesBetween(ownFields(model, version), ownFields(model, successor.version));
  const properties = pairs.map(([old, now]) => `${propertyName(old)}: ${literal(now)}`);
  return properties.length > 0 ? `{ ${properties.join(', ')} }` : undefined;
}

function sinceOf(family: EventFamily): (field: Field) => string | undefined {
  return ({ name }) => {
    const first = family.versions.findIndex(({ fields }) => fields.some((field) => field.name === name));
    return first > 0 ? family.versions[first]?.version : undefined;
  };
}
