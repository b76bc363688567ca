type Cells = readonly [name: string, type: string, encoding: string];

/** The columns that every such table begins with, all NOT NULL. */
export const parentColumns: readonly Cells[] = [
  ['schema_vendor', 'VARCHAR(128)', 'ZSTD'],
  ['schema_name', 'VARCHAR(128)', 'ZSTD'],
  ['schema_format', 'VARCHAR(128)', 'ZSTD'],
  ['schema_version', 'VARCHAR(128)', 'ZSTD'],
  ['root_id', 'CHAR(36)', 'RAW'],
  ['root_tstamp', 'TIMESTAMP', 'ZSTD'],
  ['ref_root', 'VARCHAR(255)', 'ZSTD'],
  ['ref_tree', 'VARCHAR(1500)', 'ZSTD'],
  ['ref_parent', 'VARCHAR(255)', 'ZSTD'],
];
