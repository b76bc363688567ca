import { UsageError } from '@sluice/project';

/** The range that `--from` and `--to` say; undefined without `--from`. */
export function rangeOption(
  { from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
  now: number,
): { readonly from: number; readonly to: number } | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined) throw new UsageError('--to needs --from: the first hour of the range.');
  if (to !== undefined && to <= from) throw new UsageError('--to is not after --from: the range has no hour.');
  return { from, to: to ?? now };
}
