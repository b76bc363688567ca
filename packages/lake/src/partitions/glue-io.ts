import type { ErrorDetail, GlueClient, GlueClientConfig } from '@aws-sdk/client-glue';
import type { Table, WarehouseConfig } from '@sluice/ddl';
import { tableInput } from '@sluice/ddl';
import type { Catalogue, CataloguePartition, PartitionError } from './catalogue.js';

/** A connection to the Glue Data Catalog. */
export interface Glue {
  /** The partitions of one table. */
  catalogue(table: Table, config: WarehouseConfig): Catalogue;
  close(): void;
}

/** Connects to Glue with the client's own settings: region, credentials, endpoint. The client is loaded here, on first use. */
export async function openGlue(config: GlueClientConfig = {}): Promise<Glue> {
  const sdk = await import('@aws-sdk/client-glue');
  const client = new sdk.GlueClient(config);
  return { catalogue: (table, place) => glueCatalogue(sdk, client, table, place), close: () => client.destroy() };
}

type Sdk = typeof import('@aws-sdk/client-glue');

function glueCatalogue(sdk: Sdk, client: GlueClient, table: Table, config: WarehouseConfig): Catalogue {
  const { Name, StorageDescriptor } = tableInput(table, config);
  const of = { DatabaseName: config.database, TableName: Name };
  const input = ({ values, location }: CataloguePartition) => ({
    Values: [...values],
    StorageDescriptor: {
      ...StorageDescriptor,
      Columns: StorageDescriptor.Columns.map((column) => ({ ...column })),
      SerdeInfo: {
        ...StorageDescriptor.SerdeInfo,
        Parameters: { ...StorageDescriptor.SerdeInfo.Parameters },
      },
      Location: location,
    },
  });
  return {
    create: async (partitions) => {
      const command = new sdk.BatchCreatePartitionCommand({ ...of, PartitionInputList: partitions.map(input) });
      return ((await client.send(command)).Errors ?? []).map(({ PartitionValues, ErrorDetail }) =>
        errorOf(PartitionValues, ErrorDetail),
      );
    },
    find: async (values) => {
      const keys = values.map((one) => ({ Values: [...one] }));
      const { Partitions = [] } = await client.send(new sdk.BatchGetPartitionCommand({ ...of, PartitionsToGet: keys }));
      return Partitions.map((one) => ({ values: one.Values ?? [], location: one.StorageDescriptor?.Location ?? '' }));
    },
    update: async (partitions) => {
      const Entries = partitions.map((one) => ({ PartitionValueList: [...one.values], PartitionInput: input(one) }));
      const { Errors = [] } = await client.send(new sdk.BatchUpdatePartitionCommand({ ...of, Entries }));
      return Errors.map(({ PartitionValueList, ErrorDetail }) => errorOf(PartitionValueList, ErrorDetail));
    },
  };
}

function errorOf(values: string[] = [], detail?: ErrorDetail): PartitionError {
  return { values, code: detail?.ErrorCode ?? '', message: detail?.ErrorMessage ?? '' };
}
