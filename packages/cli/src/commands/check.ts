import { check, jsonReport, type Painter, renderText } from '@sluice/compat';
import { type ContractModel, modelOf } from '@sluice/contract';
import { dialects } from '@sluice/ddl';
import type { Options } from '../commands.js';
import { CommandError, exit } from '../exit.js';
import { resolveBase } from '../git.js';
import { readTree } from '../git-tree.js';
import type { Io, Paint } from '../io.js';
import { findProject, type Project } from '../project.js';
import { publishedDocuments } from '../published.js';
import { parseRegistry } from '../registry-files.js';
import { warehouseSurfaces } from '../warehouse-surfaces.js';

/** Compares the definitions with the registry of the base revision. Exit 3 where a finding stands in the way. */
export async function run(_args: readonly string[], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const against = typeof options.against === 'string' ? options.against : undefined;
  const base = await publishedAt(project, against);
  const head = modelOf(await publishedDocuments(project));
  const surfaces = warehouseSurfaces(dialects, head, project.config);
  const report = check(base.model, head, { surfaces, now: new Date().toISOString().slice(0, 10) });
  if (options.json) io.out(JSON.stringify({ base: base.label, ...jsonReport(report) }, null, 2));
  else {
    io.out(io.paint.dim(`Compared with ${base.label}`));
    io.out(renderText(report, { painter: painterOf(io.paint) }).trimEnd());
  }
  return report.ok ? exit.clean : exit.findings;
}

/** The contract as published at the base revision, read from git's objects; nothing of that revision is executed. */
async function publishedAt(
  { root, config }: Project,
  against?: string,
): Promise<{ model?: ContractModel; label: string }> {
  const base = await resolveBase(root, against);
  if (base.kind === 'problem') throw new CommandError(base.problem, base.fix);
  if (base.kind === 'empty') return { label: `${base.label}: everything is new` };
  const files = await readTree(root, base.commit, config.registry);
  const texts = new Map(
    [...files]
      .filter(([file]) => file.endsWith('.json'))
      .map(([file, text]) => [`${base.label}:${config.registry}/${file}`, text]),
  );
  const { label } = base;
  if (texts.size === 0) return { label: `${label}, which has no ${config.registry}: everything is new` };
  return { model: modelOf(parseRegistry(texts)), label };
}

function painterOf(paint: Paint): Painter {
  return {
    error: paint.red,
    warning: paint.yellow,
    info: paint.cyan,
    ok: paint.green,
    bold: paint.bold,
    dim: paint.dim,
  };
}
