import { type ContractModel, type LogicalType, majorsOf, tableFields } from '@sluice/contract';

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
      const timestamps = tableFields(model, family, major).flatMap(({ column, type }) => momentsIn(column, type));
      return [major, { table: `${family.table}_v${major}`, timestamps }];
    });
    return [family.name, Object.fromEntries(majors)];
  });
  return { database, tables: Object.fromEntries(tables) };
}

/** The paths of all moments of a column, as the run time reads them: `at`, `context.opened_at`, `stops.*.at`. */
function momentsIn(path: string, type: LogicalType): readonly string[] {
  if (type.kind === 'timestamp') return [path];
  if (type.kind === 'list') return momentsIn(`${path}.*`, type.element);
  if (type.kind === 'map') return momentsIn(`${path}.*`, type.value);
  if (type.kind !== 'struct') return [];
  return type.fields.flatMap((field) => momentsIn(`${path}.${field.column}`, field.type));
}
