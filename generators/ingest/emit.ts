import { ContractError, type ContractModel, contractDigest, type EventFamily } from '@sluice/contract';
import type { EmitRequest, GeneratedFile } from '../target.js';
import { ajvModule } from './ajv-module.js';
import { type Common, commonTo } from './common.js';
import { createModule, HEADER, literal, type Module } from './module.js';
import { versionCode } from './version.js';

const DECLARATION = [
  HEADER,
  "import type { RuntimeContract } from '@sluice/ingest/codegen1';",
  '',
  '/** Validators and row writers of every published version. */',
  'export declare const contract: RuntimeContract;',
  '',
].join('\n');

const EVENT_DECLARATION = [
  HEADER,
  "import type { RuntimeEvent } from '@sluice/ingest/codegen1';",
  '',
  '/** Validators and row writers of every published version of one event. */',
  'declare const event: RuntimeEvent;',
  'export default event;',
  '',
].join('\n');

/** Bundlers leave out the modules of events that nobody uses, and Node reads them as modules whatever stands around them. */
const MANIFEST = '{ "private": true, "type": "module", "sideEffects": false }\n';

/** One module per event, one for what the envelope gives to all of them, and an index. */
export function emit({ model }: EmitRequest): readonly GeneratedFile[] {
  const shared = createModule('x', './envelope.ajv.js');
  const common = commonTo(shared);
  const events = model.events.flatMap((family) => eventFiles(model, family, common));
  return [
    { path: 'ingest/envelope.js', content: shared.print('') },
    ...ajvFiles(shared, 'ingest/envelope'),
    ...events,
    { path: 'ingest/index.d.ts', content: DECLARATION },
    { path: 'ingest/index.js', content: indexCode(model) },
    { path: 'ingest/package.json', content: MANIFEST },
  ];
}

function eventFiles(model: ContractModel, family: EventFamily, common: Common): GeneratedFile[] {
  const name = fileName(family);
  const module = createModule('', `./${name}.ajv.js`);
  const versions = [...family.versions]
    .reverse()
    .map((version) => versionCode({ model, family, version, module, common }));
  const end = `export default{name:${literal(family.name)},versions:[${versions.join(',')}]};`;
  const path = `ingest/events/${name}`;
  return [
    { path: `${path}.d.ts`, content: EVENT_DECLARATION },
    { path: `${path}.js`, content: module.print(end) },
    ...ajvFiles(module, path),
  ];
}

/** What Ajv writes for a module, beside it. */
function ajvFiles(module: Module, path: string): GeneratedFile[] {
  const checks = module.ajvChecks();
  return checks.length === 0 ? [] : [{ path: `${path}.ajv.js`, content: ajvModule(checks) }];
}

function indexCode(model: ContractModel): string {
  const module = createModule();
  const names = model.events.map((family, i) => module.bring(`./events/${fileName(family)}.js`, `e${i}`));
  const value = `${module.use('contractOf')}(${literal(contractDigest(model))},[${names.join(',')}])`;
  return module.print(`/** Validators and row writers of every published version. */\nexport const contract=${value};`);
}

/** Event names are checked where they are defined; a hand-made registry document must not choose a path. */
function fileName({ name }: EventFamily): string {
  if (/^[a-z][a-z0-9_]*$/.test(name)) return name;
  throw new ContractError({
    code: 'event-name',
    path: `registry/${name}`,
    message: `${literal(name)} is not an event name, so no file can be named after it.`,
    fix: 'Use snake_case, e.g. checkout_completed.',
  });
}
