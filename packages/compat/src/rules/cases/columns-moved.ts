import {
  type ContractModel,
  defineEnvelope,
  defineEvent,
  modelOf,
  publish,
  type RegistryDocument,
  Type,
} from '@sluice/contract';
import { columnsMoved } from '../columns-moved.js';
import { type Cases, consumer } from './case.js';

const text = () => Type.Optional(Type.String({ description: 'For a test.' }));
const said = { owner: 'commerce', description: 'For a test.' };
const envelope = (version: string, ...names: string[]) =>
  defineEnvelope({ ...said, version, properties: Object.fromEntries(names.map((name) => [name, text()])) });
const view = (version: string, ...names: string[]) =>
  defineEvent({ ...said, name: 'view', version, properties: Object.fromEntries(names.map((name) => [name, text()])) });

const first = [envelope('1.0', 'sessionId'), view('1.0', 'a')];
const deployed = [...first, envelope('1.1', 'sessionId', 'device')];
const merged = [...deployed, view('1.1', 'a', 'b')];
/** The branch was cut, and generated, before the envelope's 1.1 was there. */
const onBranch: RegistryDocument[] = publish([...first, view('1.1', 'a', 'b')]);
const base: ContractModel = modelOf(publish(deployed));

/** Cases of columns-moved. */
export const columnsMovedCases: Cases = {
  rule: columnsMoved,
  breaking: [
    {
      name: 'a version pinned to an older envelope meets a newer envelope',
      given: { base, head: modelOf(publish(merged, onBranch)) },
      want: [consumer('', 'error')],
    },
  ],
  allowed: [
    {
      name: 'the same version, generated anew',
      given: { base, head: modelOf(publish(merged)) },
      want: [],
    },
  ],
};
