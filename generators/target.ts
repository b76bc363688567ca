import type { ContractModel } from '@sluice/contract';
import type { DbtAdapter, StarSpec, WarehouseConfig } from '@sluice/ddl';

/** One file a generator makes. */
export interface GeneratedFile {
  /** Path below the output folder, with forward slashes (`sdk/events/purchase.ts`). */
  readonly path: string;
  /** The whole file, newline-terminated. */
  readonly content: string;
}

/** What a project decides about its output; read from `sluice.config.ts`. */
export interface GeneratorOptions extends WarehouseConfig {
  /** What the Firehose stream delivers to: folders of JSON rows (the default), or one Iceberg table per event and major. */
  readonly destination?: 's3' | 'iceberg';
  /** The star that dashboards read; none where absent. */
  readonly star?: StarSpec;
  /** What the dbt models are written for (default: Redshift). */
  readonly dbt?: DbtOptions;
}

/** What a project decides about its dbt models. */
export interface DbtOptions {
  readonly adapter: DbtAdapter;
}

/** What an emitter is given. */
export interface EmitRequest {
  readonly model: ContractModel;
  readonly options: GeneratorOptions;
  /** The files in the target's folder as they are, for a target that only ever adds; none for all others. */
  readonly existing?: readonly GeneratedFile[];
  /** Where the output folder lies in the project (`generated`), for messages. */
  readonly outputFolder?: string;
  /** Whether a file is part of the revision that counts as published; without it none is. */
  isPublished?(path: string): boolean;
}

/** One kind of output: a pure function from the model to files. */
export interface Target {
  /** Name in `sluice.config.ts`, e.g. `sdk`. */
  readonly id: string;
  /** One sentence: what it makes, for whom. */
  readonly summary: string;
  /** Whether the files are committed (and compared by `generate --check`) or a build product. */
  readonly committed: boolean;
  /** Pure: the same model and options give byte-identical files in the same order. */
  emit(request: EmitRequest): readonly GeneratedFile[];
}
