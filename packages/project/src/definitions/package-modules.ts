import { builtinModules, isBuiltin } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';

/** Namespace of the stand-ins of packages; messages of esbuild name it. */
export const packageNamespace = 'package';

/**
 * Packages are not bundled: a stand-in names their exports one by one, so that a wrong name is found where it is imported, with file and line.
 * Our own packages are the ones this command runs on, wherever the project lies; other packages are resolved from the project.
 */
export const packageModules: Plugin = {
  name: 'package-modules',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, (args) => resolved(args, build));
    build.onLoad({ filter: /.*/, namespace: packageNamespace }, ({ path, pluginData }) =>
      standIn(path, (pluginData as { url: string }).url),
    );
  },
};

async function resolved(args: OnResolveArgs, build: PluginBuild): Promise<OnResolveResult | undefined> {
  const { path: specifier, namespace, pluginData, kind, resolveDir } = args;
  if (namespace === packageNamespace) return { path: specifier, external: true };
  if (pluginData === passed || kind === 'entry-point' || /^[A-Za-z]:[\\/]/.test(specifier)) return undefined;
  const url = specifier.startsWith('@sluice/')
    ? ownUrl(specifier)
    : await foreignUrl(specifier, { kind, resolveDir }, build);
  if (url === undefined) return { errors: [{ text: `Could not resolve "${specifier}"` }] };
  return { path: specifier, namespace: packageNamespace, pluginData: { url } };
}

/** Tells our own question from that of a source. */
const passed = {};

function ownUrl(specifier: string): string | undefined {
  try {
    return import.meta.resolve(specifier);
  } catch {
    return undefined;
  }
}

async function foreignUrl(
  specifier: string,
  { kind, resolveDir }: Pick<OnResolveArgs, 'kind' | 'resolveDir'>,
  build: PluginBuild,
): Promise<string | undefined> {
  if (isBuiltin(specifier)) return specifier;
  if (specifier.startsWith('node:')) return undefined;
  const { errors, path } = await build.resolve(specifier, { kind, resolveDir, pluginData: passed });
  return errors.length > 0 ? undefined : pathToFileURL(path).href;
}

const namesOf = new Map<string, readonly string[]>();

async function standIn(specifier: string, url: string): Promise<OnLoadResult> {
  try {
    const names =
      namesOf.get(url) ??
      Object.keys((await import(url)) as object).filter((name) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name));
    namesOf.set(url, names);
    return { contents: `export { ${names.join(', ')} } from ${JSON.stringify(url)};`, loader: 'js' };
  } catch (error) {
    return { errors: [{ text: `"${specifier}" cannot be loaded: ${(error as Error)?.message ?? String(error)}` }] };
  }
}

/** The names under which a package was found to export something; none before it was loaded. */
export function exportsOf(specifier: string): readonly string[] {
  return namesOf.get(specifier.startsWith('@sluice/') ? (ownUrl(specifier) ?? '') : specifier) ?? [];
}

/** Modules that come with Node, for the advice on a misspelt one. */
export const nodeModules: readonly string[] = builtinModules.filter((name) => !name.startsWith('_'));
