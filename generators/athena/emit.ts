import { athena, createEventsTable, eventScript, sqlHeader } from '@sluice/ddl';
import type { EmitRequest, GeneratedFile } from '../target.js';

/** One script per event: `ddl/athena/<event>.sql`; and `_events.sql` where the project wants tables over all of them. */
export function emit({ model, options }: EmitRequest): GeneratedFile[] {
  const scripts = model.events.map((family) => ({
    path: `ddl/athena/${family.name}.sql`,
    content: eventScript(athena, model, family, options),
  }));
  if (!options.dialects.athena.events) return scripts;
  const wide = (['columnar', 'raw'] as const).map((tier) => `${createEventsTable(model, tier, options).sql};`);
  return [...scripts, { path: 'ddl/athena/_events.sql', content: `${[sqlHeader, ...wide].join('\n\n')}\n` }];
}
