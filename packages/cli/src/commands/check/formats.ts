import {
  type CheckReport,
  type EffectsOf,
  jsonReport,
  renderGithub,
  renderJunit,
  renderMarkdown,
  renderSarif,
  renderText,
} from '@sluice/compat';
import type { VersionStep } from '@sluice/ddl';
import type { Project } from '@sluice/project';
import type { CheckedContract } from '@sluice/project/check';
import { warehouseEffects } from '@sluice/project/check';
import { sourcePositions } from '@sluice/project/definitions';
import { type Io, textPainter } from '../../io.js';
import { version } from '../../version.js';
import type { CheckFormat } from './options.js';

type Render = (checked: CheckedContract, project: Project, paint: Io['paint']) => string | Promise<string>;

/** What each format makes of a check, newline-terminated. */
export const checkFormats: { readonly [F in CheckFormat]: Render } = {
  text: ({ report, base }, _, paint) =>
    `${paint.dim(`Compared with ${base}`)}\n${renderText(report, { painter: textPainter(paint) })}`,
  json: ({ report, base, notices }) =>
    `${JSON.stringify({ base, ...jsonReport(report), ...(notices.length > 0 && { notices }) }, null, 2)}\n`,
  junit: ({ report }) => renderJunit(report),
  sarif: async ({ report, lines }, project) =>
    renderSarif(report, { version, positionOf: await sourcePositions(project, report.findings, lines) }),
  github: async ({ report, lines }, project) =>
    renderGithub(report, await sourcePositions(project, report.findings, lines)),
  markdown: async (checked, project) =>
    renderMarkdown(checked.report, { base: checked.base, effectsOf: await effectsOf(checked, project) }),
};

async function effectsOf({ report, head }: CheckedContract, { config }: Project): Promise<EffectsOf> {
  const { sdkChanges } = await import('@sluice/project/check');
  const steps = stepsIn(report, head);
  const sdk = await sdkChanges(steps, head, config);
  return (event, at) => {
    const step = steps.find(({ family, to }) => family.name === event && to.version === at);
    if (!step) return { warehouses: [], sdk: [] };
    return { warehouses: warehouseEffects(step, head, config), sdk: sdk.get(step) ?? [] };
  };
}

function stepsIn({ changes }: CheckReport, head: CheckedContract['head']): VersionStep[] {
  return changes.flatMap((change) => {
    const family = head.events.find(({ name }) => name === change.event);
    if (!family || change.kind !== 'version-added') return [];
    return [{ family, to: change.after, ...(change.comparison && { from: change.comparison.from }) }];
  });
}
