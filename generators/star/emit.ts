import { athena, duckdb, modelIn, redshift, sqlHeader, starViews } from '@sluice/ddl';
import type { EmitRequest, GeneratedFile } from '../target.js';

const dialects = [athena, duckdb, redshift];

/** `star/<dialect>.sql`: the views, each after those it reads. Nothing where the project describes no star. */
export function emit({ model, options }: EmitRequest): GeneratedFile[] {
  const { star } = options;
  if (!star) return [];
  return dialects.map((dialect) => {
    const views = starViews(dialect, star, modelIn(dialect, model, options), options);
    return {
      path: `star/${dialect.id}.sql`,
      content: `${[sqlHeader, ...views.map(({ sql }) => `${sql};`)].join('\n\n')}\n`,
    };
  });
}
