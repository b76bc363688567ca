import { everyDialect, modelIn, redshift, type Statement, sqlHeader, starGrants, starViews } from '@sluice/ddl';
import type { EmitRequest, GeneratedFile } from '../target.js';

const dialects = everyDialect.filter(({ queries }) => queries?.time !== undefined);

const grantRemark = '-- Run after redshift.sql, and again where it has a new view. The roles have to exist.';

/**
 * `star/<dialect>.sql`: the views, each after those it reads; `star/redshift_grants.sql`: who may read which. Nothing where the project
 * describes no star.
 */
export function emit({ model, options }: EmitRequest): GeneratedFile[] {
  const { star } = options;
  if (!star) return [];
  const views = dialects.map((dialect) => ({
    path: `star/${dialect.id}.sql`,
    content: script(sqlHeader, starViews(dialect, star, modelIn(dialect, model, options), options)),
  }));
  const grants = starGrants(star, modelIn(redshift, model, options), options);
  return [...views, { path: 'star/redshift_grants.sql', content: script(`${sqlHeader}\n${grantRemark}`, grants) }];
}

function script(head: string, statements: readonly Statement[]): string {
  return `${[head, ...statements.map(({ sql }) => `${sql};`)].join('\n\n')}\n`;
}
