import type { ContractModel } from '@sluice/contract';
import type { VersionStep } from '@sluice/ddl';
import { targets } from '@sluice/generators';
import type { ResolvedConfig } from '../configuration/sluice-config.js';
import { lineDiff } from './line-diff.js';
import { familyAt } from './table-at.js';

/**
 * What a step changes in the event's generated types, as a line diff without the lines that stay. Empty where it has no
 * earlier version. The generator is loaded when this is called.
 */
export async function sdkChanges(
  steps: readonly VersionStep[],
  head: ContractModel,
  options: ResolvedConfig,
): Promise<Map<VersionStep, readonly string[]>> {
  const target = await targets.find(({ id }) => id === 'sdk')?.load();
  const source = ({ family }: VersionStep, last: VersionStep['to']): string => {
    const model = { ...head, events: [familyAt(family, last)] };
    const files = target?.emit({ model, options }) ?? [];
    return declarations(files.find(({ path }) => path === `sdk/events/${family.name}.ts`)?.content ?? '');
  };
  return new Map(
    steps.map((step) => [step, step.from ? lineDiff(source(step, step.from), source(step, step.to)) : []]),
  );
}

/** What the compiler of a caller sees: prose and the version that is sent are no part of it, a deprecation is. */
function declarations(source: string): string {
  const isProse = (line: string) =>
    /^(\*|\/\*|\/\/|import |return )/.test(line.trim()) && !line.includes('@deprecated');
  return source
    .split('\n')
    .filter((line) => !isProse(line))
    .join('\n');
}
