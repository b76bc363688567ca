import { athena, eventScript } from '@sluice/ddl';
import type { EmitRequest, GeneratedFile } from '../target.js';

/** One script per event: `ddl/athena/<event>.sql`. */
export function emit({ model, options }: EmitRequest): GeneratedFile[] {
  return model.events.map((family) => ({
    path: `ddl/athena/${family.name}.sql`,
    content: eventScript(athena, model, family, options),
  }));
}
