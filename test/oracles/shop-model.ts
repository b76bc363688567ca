import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ContractModel, modelOf, type RegistryDocument } from '@sluice/contract';

/** The repository's root folder. */
export const repository = process.env.SLUICE_ROOT ?? fileURLToPath(new URL('../../', import.meta.url));

/** The shop's published contract. */
export function shopModel(): ContractModel {
  const folder = path.join(repository, 'registry');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return modelOf(files.map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as RegistryDocument));
}

/** The shop's generated scripts: their dialect is their folder. */
export function shopScripts(): { readonly dialect: string; readonly name: string; readonly sql: string }[] {
  const folder = path.join(repository, 'generated', 'ddl');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      dialect: file.split('/')[0] ?? '',
      name: file,
      sql: readFileSync(path.join(folder, file), 'utf8'),
    }));
}
