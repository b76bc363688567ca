import { expect, test } from 'vitest';
import { changeCases } from '../test/changes.js';
import { tableChanges } from './evolve.js';

const kinds: { readonly [name: string]: readonly string[] } = {
  nothing: [],
  'column added': ['column-added'],
  'date column added': ['column-added'],
  'column removed': ['column-removed'],
  'comment changed': ['column-comment-changed'],
  'NULL is let in': ['column-made-nullable'],
  'NULL is shut out': [],
  'text grows': ['column-type-changed'],
  'text shrinks': ['column-type-changed'],
  'enum becomes text': ['column-type-changed'],
  'uuid becomes text': ['column-type-changed'],
  'int32 becomes int64': ['column-type-changed'],
  'int64 becomes int32': ['column-type-changed'],
  'int64 on the wire as text': [],
  'decimal widens': ['column-type-changed'],
  'key added last': ['struct-field-added'],
  'key added first': ['struct-field-added'],
  'key added in a list': ['struct-field-added'],
  'key changed': ['column-type-changed'],
};

test('every case is expected to be something', () => {
  expect(changeCases.map(({ name }) => name)).toEqual(Object.keys(kinds));
});

test.each(changeCases)('$name', ({ name, changes }) => {
  expect(changes.map(({ kind }) => kind)).toEqual(kinds[name]);
});

test('a struct says where its new key stands', () => {
  const added = changeCases.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.kind === 'struct-field-added' ? change.added : [])),
  );
  expect(added.map(({ path, last }) => [path.join('.'), last])).toEqual([
    ['b', true],
    ['b', false],
    ['element.b', true],
  ]);
});

test('a table that is not there yet is one change', () => {
  const [first] = changeCases;
  if (!first) throw new Error('no case');
  expect(tableChanges(undefined, first.after)).toEqual([{ kind: 'table-added', table: first.after }]);
});
