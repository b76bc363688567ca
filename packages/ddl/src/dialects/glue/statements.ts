import { cut, glueComment, oneLine } from '../../comment.js';
import type { Table, TableKind } from '../../table.js';
import type { WarehouseConfig } from '../../warehouse-config.js';
import type { Properties } from '../athena/hive.js';
import { jsonSerde } from '../athena/options.js';
import { columnarProperties, rawProperties } from '../athena/statements.js';
import { glueType } from './types.js';

/** A column as the Glue API takes it. */
export interface GlueColumn {
  readonly Name: string;
  readonly Type: string;
  readonly Comment: string;
}

/** The whole definition of a table as `CreateTable` and `UpdateTable` of the Glue API take it. */
export interface TableInput {
  readonly Name: string;
  readonly Description: string;
  readonly TableType: 'EXTERNAL_TABLE';
  readonly Parameters: { readonly [key: string]: string };
  readonly PartitionKeys: readonly GlueColumn[];
  readonly StorageDescriptor: {
    readonly Columns: readonly GlueColumn[];
    readonly Location: string;
    readonly InputFormat: string;
    readonly OutputFormat: string;
    readonly SerdeInfo: {
      readonly SerializationLibrary: string;
      readonly Parameters: { readonly [key: string]: string };
    };
  };
}

/** Class names: docs.aws.amazon.com/athena/latest/ug/parquet-serde.html and hive-json-serde.html. */
const formats: {
  readonly [K in TableKind]: (
    table: Table,
    config: WarehouseConfig,
  ) => { readonly classes: Classes; readonly properties: Properties };
} = {
  raw: (table, { dialects: { athena } }) => ({
    classes: {
      InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
      SerdeInfo: { SerializationLibrary: jsonSerde(athena), Parameters: {} },
    },
    properties: rawProperties(table, athena),
  }),
  columnar: () => ({
    classes: {
      InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      SerdeInfo: {
        SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
        Parameters: { 'serialization.format': '1' },
      },
    },
    properties: columnarProperties,
  }),
};

type Classes = Pick<TableInput['StorageDescriptor'], 'InputFormat' | 'OutputFormat' | 'SerdeInfo'>;

/** The table as the Glue API takes it: names in lower case, comments on one line. */
export function tableInput(table: Table, config: WarehouseConfig): TableInput {
  const { classes, properties } = formats[table.kind](table, config);
  const column = (name: string, type: string, comment: string): GlueColumn => ({
    Name: name.toLowerCase(),
    Type: type,
    Comment: glueComment(comment),
  });
  return {
    Name: table.name.toLowerCase(),
    Description: cut(oneLine(table.comment), 2048),
    TableType: 'EXTERNAL_TABLE',
    Parameters: Object.fromEntries([['EXTERNAL', 'TRUE'], ...properties]),
    PartitionKeys: table.partitions.map(({ name, comment }) => column(name, 'string', comment)),
    StorageDescriptor: {
      Columns: table.columns.map(({ name, type, comment }) => column(name, glueType(type), comment)),
      Location: `${config.lakeUri}/${table.path}`,
      ...classes,
    },
  };
}
