import { everyDialect, migrationFiles } from '@sluice/ddl';
import type { EmitRequest, GeneratedFile } from '../target.js';

/** Warehouses that are changed by statements. Glue's tables are Athena's. */
const migrated = everyDialect.filter(({ migrates }) => migrates);

/** `migrations/<dialect>/NNNN_<event>_<version>.sql` and `migrations.sum`; what is there stays as it is. */
export function emit({ model, options, existing = [], outputFolder, isPublished }: EmitRequest): GeneratedFile[] {
  return migrated.flatMap((dialect) => {
    const folder = `migrations/${dialect.id}`;
    const here = existing.filter(({ path }) => path.startsWith(`${folder}/`));
    const files = migrationFiles({
      model,
      dialect,
      config: options,
      existing: here.map(({ path, content }) => ({ name: path.slice(folder.length + 1), content })),
      folder: outputFolder === undefined ? folder : `${outputFolder}/${folder}`,
      isPublished: (name) => isPublished?.(`${folder}/${name}`) ?? false,
    });
    return files.map(({ name, content }) => ({ path: `${folder}/${name}`, content }));
  });
}
