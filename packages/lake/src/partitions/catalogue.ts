/** A partition as a catalogue keeps it. */
export interface CataloguePartition {
  /** In the order of the partition columns. */
  readonly values: readonly string[];
  /** Folder, with a trailing slash. */
  readonly location: string;
}

/** What a catalogue says of one partition that it did not take. */
export interface PartitionError {
  readonly values: readonly string[];
  /** Glue's name of the error, as `AlreadyExistsException`. */
  readonly code: string;
  readonly message: string;
}

/**
 * The partitions of one table in a catalogue, at most a hundred to a call. Rejects where a call failed as a whole; errors
 * of single partitions are answers.
 */
export interface Catalogue {
  create(partitions: readonly CataloguePartition[]): Promise<readonly PartitionError[]>;
  /** Those that are there. */
  find(values: readonly (readonly string[])[]): Promise<readonly CataloguePartition[]>;
  update(partitions: readonly CataloguePartition[]): Promise<readonly PartitionError[]>;
}
