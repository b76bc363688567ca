import type { Field, LogicalType } from '@sluice/contract';
import { type Column, type Table, type TableChange, tableChanges, tableOf } from '../src/index.js';
import { testModel } from './model.js';

function column(name: string, type: LogicalType, comment = 'Meaning.'): Column {
  const field = {
    name,
    column: name,
    ordinal: 1,
    type,
    required: false,
    description: comment,
    renamedFrom: [],
    sensitivity: 'internal',
    examples: [],
    schema: {},
    fromEnvelope: false,
  } as const;
  return { name, type, comment, nullable: true, field };
}

function inner(name: string, type: LogicalType): Field {
  return column(name, type).field;
}

function tableWith(columns: readonly Column[]): Table {
  const [family] = testModel.events;
  if (!family) throw new Error('the test model has no event');
  return { ...tableOf({ family, major: 1, kind: 'columnar', fields: [] }), columns };
}

const text = (maxLength: number): LogicalType => ({ kind: 'string', maxLength });
const struct = (...fields: Field[]): LogicalType => ({ kind: 'struct', fields });

/** A pair of column lists, as an earlier and a later state of one table. */
export interface ChangeCase {
  readonly name: string;
  readonly before: Table;
  readonly after: Table;
  readonly changes: readonly TableChange[];
}

function changeCase(name: string, before: readonly Column[], after: readonly Column[]): ChangeCase {
  const [old, now] = [tableWith(before), tableWith(after)];
  return { name, before: old, after: now, changes: tableChanges(old, now) };
}

const kept = column('kept', { kind: 'boolean' });
const of = (type: LogicalType) => [kept, column('c', type)];

/** Every kind of change, and every pair of types that some dialect treats apart. */
export const changeCases: readonly ChangeCase[] = [
  changeCase('nothing', of(text(10)), of(text(10))),
  changeCase('column added', [kept], of(text(10))),
  changeCase('date column added', [kept], of({ kind: 'date' })),
  changeCase('column removed', of(text(10)), [kept]),
  changeCase('comment changed', [kept], [column('kept', { kind: 'boolean' }, "It's kept.")]),
  changeCase('NULL is let in', [{ ...kept, nullable: false }], [kept]),
  changeCase('NULL is shut out', [kept], [{ ...kept, nullable: false }]),
  changeCase('text grows', of(text(10)), of(text(20))),
  changeCase('text shrinks', of(text(20)), of(text(10))),
  changeCase('enum becomes text', of({ kind: 'enum', values: ['a', 'bc'] }), of(text(10))),
  changeCase('uuid becomes text', of({ kind: 'uuid' }), of(text(40))),
  changeCase('int32 becomes int64', of({ kind: 'int32' }), of({ kind: 'int64', wire: 'number' })),
  changeCase('int64 becomes int32', of({ kind: 'int64', wire: 'number' }), of({ kind: 'int32' })),
  changeCase('int64 on the wire as text', of({ kind: 'int64', wire: 'number' }), of({ kind: 'int64', wire: 'string' })),
  changeCase(
    'decimal widens',
    of({ kind: 'decimal', precision: 10, scale: 2 }),
    of({ kind: 'decimal', precision: 12, scale: 2 }),
  ),
  changeCase(
    'key added last',
    of(struct(inner('a', { kind: 'boolean' }))),
    of(struct(inner('a', { kind: 'boolean' }), inner('b', text(5)))),
  ),
  changeCase(
    'key added first',
    of(struct(inner('a', { kind: 'boolean' }))),
    of(struct(inner('b', text(5)), inner('a', { kind: 'boolean' }))),
  ),
  changeCase(
    'key added in a list',
    of({ kind: 'list', element: struct(inner('a', { kind: 'boolean' })) }),
    of({ kind: 'list', element: struct(inner('a', { kind: 'boolean' }), inner('b', text(5))) }),
  ),
  changeCase('key changed', of(struct(inner('a', { kind: 'boolean' }))), of(struct(inner('a', text(5))))),
];
