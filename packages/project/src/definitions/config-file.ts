import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors.js';

const endings = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'json'] as const;

/** Every name under which the configuration of a project can lie in its folder. */
export const configNames: readonly string[] = endings.map((ending) => `sluice.config.${ending}`);

/** Folders in which people look for configuration, and in which we do not. */
const otherFolders = ['config', '.config', 'configs', 'schemas', 'src', '.sluice'];

/** What looks like configuration of ours: `.sluicerc`, `sluice.yaml`, `Sluice.Config.ts`, `sluice-config.js` … */
const lookalike = /^\.?sluice(?:[-_.]?(?:config|conf|rc|configs))?(?:\.(?:[cm]?[jt]s|jsonc?|json5|ya?ml|toml))?$/i;

/**
 * The file that configures the project in a folder; undefined where there is none. Throws a UsageError for configuration that would go by
 * unread: two files, a file under another name or in another folder, a key of package.json.
 */
export function configFileIn(root: string): string | undefined {
  const names = existsSync(root) ? readdirSync(root) : [];
  const [file, second] = configNames.filter((name) => names.includes(name));
  if (file !== undefined && second !== undefined)
    throw new UsageError(`${root} has ${file} and ${second}: one of them would not be read. Keep one.`);
  const stray = names.find((name) => isStray(root, name)) ?? strayIn(root);
  if (stray !== undefined)
    throw new UsageError(
      `${stray} is not read: the configuration lies in sluice.config.ts, beside the folder of the definitions. Move it there.`,
    );
  if (hasKey(root))
    throw new UsageError(
      'package.json has a key "sluice", which is not read. Write it as sluice.config.ts: export default { … }.',
    );
  return file;
}

/** A program or folder may be called sluice; what is called its configuration may not. */
function isStray(root: string, name: string): boolean {
  if (configNames.includes(name) || !lookalike.test(name)) return false;
  if (/^\.?sluice$/i.test(name)) return false;
  return /^\.?sluice\.[cm]?[jt]s$/i.test(name) ? readText(path.join(root, name)).includes('defineConfig') : true;
}

function strayIn(root: string): string | undefined {
  for (const folder of otherFolders) {
    const name = configNames.find((one) => existsSync(path.join(root, folder, one)));
    if (name !== undefined) return `${folder}/${name}`;
  }
  return undefined;
}

function hasKey(root: string): boolean {
  const text = readText(path.join(root, 'package.json'));
  if (!text.includes('"sluice"')) return false;
  try {
    const value = (JSON.parse(text) as { readonly sluice?: unknown }).sluice;
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
