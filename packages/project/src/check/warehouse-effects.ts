import type { WarehouseEffect } from '@sluice/compat';
import type { ContractModel } from '@sluice/contract';
import { type Dialect, stepEffect, type VersionStep } from '@sluice/ddl';
import type { ResolvedConfig } from '../configuration/sluice-config.js';
import { projectDialects } from './project-dialects.js';

/** What each warehouse of the project does about a step: what to run, tables first, then the views; or why it cannot follow. */
export function warehouseEffects(step: VersionStep, head: ContractModel, config: ResolvedConfig): WarehouseEffect[] {
  return projectDialects(config)
    .filter(({ reportsEffects }) => reportsEffects)
    .map((dialect) => effectIn(dialect, step, head, config));
}

function effectIn(dialect: Dialect, step: VersionStep, head: ContractModel, config: ResolvedConfig): WarehouseEffect {
  const { statements, refused } = stepEffect(head, step, dialect, config);
  if (refused.length > 0) return { dialect: dialect.id, kind: 'refused', reasons: refused, statements };
  return statements.length === 0
    ? { dialect: dialect.id, kind: 'nothing' }
    : { dialect: dialect.id, kind: 'statements', statements };
}
