import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ContractModel, modelOf, type RegistryDocument } from '@sluice/contract';

const registry = fileURLToPath(new URL('../../../registry/', import.meta.url));

/** The shop's contract, from the repository's registry. */
export const shopModel: ContractModel = modelOf(
  (readdirSync(registry, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(registry, name), 'utf8')) as RegistryDocument),
);
