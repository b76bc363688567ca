import { type ContractModel, majorsOf, tableFields } from '@sluice/contract';

/** What the transform needs to route rows to Iceberg tables: `iceberg` of the run time's `TransformOptions`. */
export interface IcebergRoutes {
  readonly database: string;
  readonly tables: {
    readonly [event: string]: { readonly [major: string]: { table: string; timestamps: readonly string[] } };
  };
}

/** One table per event and major, named like the columnar ones: `<table>_v<major>`. */
export function icebergRoutes(model: ContractModel, database: string): IcebergRoutes {
  const tables = model.events.map((family) => {
    const majors = majorsOf(family).map((major) => {
      const columns = tableFields(model, family, major).filter(({ type }) => type.kind === 'timestamp');
      return [major, { table: `${family.table}_v${major}`, timestamps: columns.map(({ column }) => column) }];
    });
    return [family.name, Object.fromEntries(majors)];
  });
  return { database, tables: Object.fromEntries(tables) };
}
