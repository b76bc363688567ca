import { defineEnvelope, defineEvent, modelOf, publish, Type } from '@sluice/contract';
import { contractOf } from '../../testing/contracts.js';
import { type Advice, event, fields, gone, id, one, option } from './advice.js';

const said = { owner: 'commerce', description: 'For a test.' };
const text = () => Type.Optional(Type.String({ description: 'For a test.' }));
const named = (names: string) => Object.fromEntries([...names].map((name) => [name, text()]));
const envelope = (version: string, names: string) => defineEnvelope({ ...said, version, properties: named(names) });
const view = (version: string, names: string) =>
  defineEvent({ ...said, name: 'view', version, properties: named(names) });
const branch = [envelope('1.0', 's'), view('1.0', 'a'), view('1.1', 'ab')];
const deployed = [envelope('1.0', 's'), envelope('1.1', 'sd'), view('1.0', 'a')];

/** The advice of the rules about versions and events. */
export const eventAdvice: { readonly [rule: string]: Advice } = {
  'bump-too-small': fields(
    id,
    { id: Type.String() },
    { 'taken back': id, 'a new major version': { id: Type.String() } },
  ),
  'bump-too-large': {
    base: contractOf([one(id)]),
    fault: contractOf([one(id), one({ ...id, a: option() }, '2.0')]),
    cures: { 'the next minor': contractOf([one(id), one({ ...id, a: option() }, '1.1')]) },
  },
  'version-not-newest': {
    base: contractOf([one(id), one({ ...id, a: option() }, '1.2')]),
    fault: contractOf([one(id), one({ ...id, b: option() }, '1.1'), one({ ...id, a: option() }, '1.2')]),
    cures: {
      'on top of the newest': contractOf([
        one(id),
        one({ ...id, a: option() }, '1.2'),
        one({ ...id, a: option(), b: option() }, '1.3'),
      ]),
    },
  },
  'version-skipped': {
    base: contractOf([one(id)]),
    fault: contractOf([one(id), one({ ...id, a: option() }, '1.2')]),
    cures: { 'the next number': contractOf([one(id), one({ ...id, a: option() }, '1.1')]) },
  },
  'published-version-edited': {
    base: contractOf([one(id)]),
    fault: contractOf([one({ ...id, a: option() })]),
    cures: { 'a new version, then restored': contractOf([one(id), one({ ...id, a: option() }, '1.1')]) },
  },
  'version-removed': {
    base: contractOf([one(id), one({ ...id, a: option() }, '1.1')]),
    fault: contractOf([one({ ...id, a: option() }, '1.1')]),
    cures: {
      'restored, and deprecated in the next version': contractOf([
        one(id),
        one({ ...id, a: option() }, '1.1'),
        { ...one({ ...id, a: option() }, '1.2'), ...gone },
      ]),
    },
  },
  'event-removed': {
    base: contractOf([one(id), event('view')]),
    fault: contractOf([event('view')]),
    cures: {
      'restored, and deprecated in the next version': contractOf([
        one(id),
        { ...one(id, '1.1'), ...gone },
        event('view'),
      ]),
      'restored, and named by the new event': contractOf([
        one(id),
        event('view'),
        { event: 'sale', version: '1.0', properties: id, renamedFrom: [{ event: 'purchase', sameWhen: ['id'] }] },
      ]),
    },
  },
  'columns-moved': {
    base: modelOf(publish(deployed)),
    fault: modelOf(publish([...deployed, view('1.1', 'ab')], publish(branch))),
    cures: { 'generated again': modelOf(publish([...deployed, view('1.1', 'ab')], publish(deployed))) },
  },
  'event-rename-without-key': {
    base: contractOf([one(id)]),
    fault: contractOf([one(id), { ...event('sale'), renamedFrom: [{ event: 'purchase' }] }]),
    cures: {
      sameWhen: contractOf([one(id), { ...event('sale'), renamedFrom: [{ event: 'purchase', sameWhen: ['id'] }] }]),
      dualSent: contractOf([one(id), event('sale', 'purchase')]),
    },
  },
  'event-alias-removed': {
    base: contractOf([one(id), event('sale', 'purchase')]),
    fault: contractOf([one(id), event('sale', 'purchase'), { ...event('sale'), version: '1.1' }]),
    cures: {
      'put back': contractOf([one(id), event('sale', 'purchase'), { ...event('sale', 'purchase'), version: '1.1' }]),
    },
  },
  'event-alias-claimed-twice': {
    base: contractOf([one(id), event('sale', 'purchase')]),
    fault: contractOf([one(id), event('sale', 'purchase'), event('order', 'purchase')]),
    cures: { 'taken out of the new one': contractOf([one(id), event('sale', 'purchase'), event('order')]) },
  },
  'event-alias-reused': {
    base: contractOf([one(id), event('sale', 'purchase')]),
    fault: contractOf([one(id), one({ id: Type.String() }, '2.0'), event('sale', 'purchase')]),
    cures: {
      'a new name': contractOf([
        one(id),
        event('sale', 'purchase'),
        { ...event('order'), properties: { id: Type.String() } },
      ]),
      'under its new name': contractOf([
        one(id),
        event('sale', 'purchase'),
        { ...event('sale', 'purchase'), version: '1.1', properties: { ...id, code: option() } },
      ]),
    },
  },
  'event-alias-leads-back': {
    base: contractOf([one(id), event('sale', 'purchase')]),
    fault: contractOf([one(id), { ...event('purchase', 'sale'), version: '1.1' }, event('sale', 'purchase')]),
    cures: { 'taken out of the new one': contractOf([one(id), one(id, '1.1'), event('sale', 'purchase')]) },
  },
  'event-alias-type-changed': {
    base: contractOf([one(id)]),
    fault: contractOf([one(id), { ...event('sale', 'purchase'), properties: { id: Type.String() } }]),
    cures: {
      'the same type': contractOf([one(id), event('sale', 'purchase')]),
      'a field beside it': contractOf([
        one(id),
        { ...event('sale', 'purchase'), properties: { ...id, code: option() } },
      ]),
    },
  },
  'event-alias-unknown': {
    base: contractOf([one(id)]),
    fault: contractOf([one(id), event('sale', 'purchas')]),
    cures: {
      'the name corrected': contractOf([one(id), event('sale', 'purchase')]),
      'defined too': contractOf([one(id), event('sale', 'purchas'), event('purchas')]),
      'taken out': contractOf([one(id), event('sale')]),
    },
  },
};
