import { eventScript, redshift } from '@sluice/ddl';
import type { EmitRequest, GeneratedFile } from '../target.js';

/** One script per event: `ddl/redshift/<event>.sql`. */
export function emit({ model, options }: EmitRequest): GeneratedFile[] {
  return model.events.map((family) => ({
    path: `ddl/redshift/${family.name}.sql`,
    content: eventScript(redshift, model, family, options),
  }));
}
