import { type BundleRequest, bundle, importBundle } from './bundle.js';

/** Bundles what a command has generated itself (as one entry, resolved from `root`) and imports the result. */
export async function importBundled(root: string, entry: string): Promise<{ readonly [name: string]: unknown }> {
  const request: BundleRequest = { root, entry };
  return (await importBundle(root, await bundle(request))).exports;
}
