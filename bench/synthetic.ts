import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const fields = [
  "userName: Type.Optional(Type.String({ maxLength: 80, description: 'Name.' })),",
  "amount: Decimal(10, 2, { description: 'Amount.' }),",
  "productId: Type.Integer({ description: 'Product.' }),",
  "categoryId: Type.Optional(Id64({ description: 'Category.' })),",
  "kind: Enum(['a', 'b', 'c'], { description: 'Kind.' }),",
  "happenedAt: Type.Optional(EpochMillis({ description: 'When.' })),",
  "address: Type.Optional(Type.Object({ city: Type.String({ description: 'City.' }) }, { description: 'Where.' })),",
  "tags: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { description: 'Tags.' })),",
];

/** Writes a project of `events` events with one version each into a folder: definitions only. */
export function writeSyntheticProject(folder: string, events: number, envelope: string): void {
  mkdirSync(path.join(folder, 'schemas', 'envelope'), { recursive: true });
  writeFileSync(path.join(folder, 'schemas', 'envelope', '1.0.ts'), envelope);
  for (let index = 0; index < events; index++) {
    const name = `synthetic_${String(index).padStart(4, '0')}`;
    mkdirSync(path.join(folder, 'schemas', name), { recursive: true });
    writeFileSync(path.join(folder, 'schemas', name, '1.0.ts'), definition(name, index));
  }
}

/** A definition of eight to twelve fields. */
export function definition(name: string, index: number, version = '1.0', more = ''): string {
  const extra = Array.from(
    { length: index % 5 },
    (_, n) => `extra${n}: Type.Optional(Type.Boolean({ description: 'Flag.' })),`,
  );
  return `import { Decimal, defineEvent, Enum, EpochMillis, Id64, Type } from '@sluice/contract';

export default defineEvent({
  name: '${name}',
  version: '${version}',
  owner: 'bench',
  description: 'Synthetic event ${index}.',
  properties: {
    ${[...fields, ...extra, more].join('\n    ')}
  },
});
`;
}
