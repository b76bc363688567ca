import type { JsonValue } from '@sluice/contract';
import type { Change, ChangeKind, ChangeOf } from '../changes/change.js';
import { formatPath } from '../changes/path.js';
import { keywordOf } from '../changes/schema.js';
import { typeName } from '../changes/type-name.js';

/** One change in words: where, what kind of step it is, and what happened there. */
export interface ChangeWords {
  /** The path for people; `the event` for the root. */
  readonly where: string;
  /** `+` something came, `-` something went, `~` something is different. */
  readonly sign: '+' | '-' | '~';
  /** What happened, to be read after the path: `is new: string, optional`. */
  readonly what: string;
}

type Words = Pick<ChangeWords, 'sign' | 'what'>;

const text = (value: JsonValue | undefined) => (value === undefined ? 'none' : JSON.stringify(value));
const listed = (values: readonly string[]) => values.map((value) => JSON.stringify(value)).join(', ');
const presence = (required: boolean) => (required ? 'required' : 'optional');

function limit({ keyword, before, after }: { keyword: string } & Pick<ChangeOf<'type-changed'>, 'before' | 'after'>) {
  return `${keyword} was ${text(keywordOf(before, keyword))}, is ${text(keywordOf(after, keyword))}`;
}

const words: { readonly [K in ChangeKind]: (change: ChangeOf<K>) => Words } = {
  'field-added': ({ after, required }) => ({ sign: '+', what: `is new: ${typeName(after)}, ${presence(required)}` }),
  'field-removed': ({ before, required }) => ({
    sign: '-',
    what: `is gone: it was ${typeName(before)}, ${presence(required)}`,
  }),
  'field-renamed': ({ from }) => ({ sign: '~', what: `was called "${from}"; the old name is still accepted` }),
  'field-replaced': ({ from }) => ({ sign: '~', what: `stands where "${from}" was, without naming it` }),
  'field-made-required': () => ({ sign: '~', what: 'was optional, is required' }),
  'field-made-optional': () => ({ sign: '~', what: 'was required, is optional' }),
  'type-changed': ({ before, after }) => ({ sign: '~', what: `was ${typeName(before)}, is ${typeName(after)}` }),
  'enum-value-added': ({ values }) => ({ sign: '+', what: `may also be ${listed(values)}` }),
  'enum-value-removed': ({ values }) => ({ sign: '-', what: `can no longer be ${listed(values)}` }),
  'bound-tightened': (change) => ({ sign: '~', what: `${limit(change)}: less fits` }),
  'bound-loosened': (change) => ({ sign: '~', what: `${limit(change)}: more fits` }),
  'keyword-changed': (change) => ({ sign: '~', what: limit(change) }),
  'alias-added': ({ alias }) => ({ sign: '+', what: `also answers to "${alias}"` }),
  'alias-removed': ({ alias }) => ({ sign: '-', what: `no longer answers to "${alias}"` }),
  'default-changed': ({ before, after }) => ({
    sign: '~',
    what: `default was ${text(before.default)}, is ${text(after.default)}`,
  }),
  'column-changed': () => ({ sign: '~', what: 'is to live in another column' }),
};

/** Says in words what changed between two versions. */
export function inWords(change: Change): ChangeWords {
  const where = formatPath(change.path);
  return {
    where: where === '' ? 'the event' : where,
    ...(words[change.kind] as (change: Change) => Words)(change),
  };
}
