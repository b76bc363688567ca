import type { EmitRequest, GeneratedFile } from '../target.js';
import { cataloguePage } from './catalogue.js';
import { eventPage } from './event-page.js';

/** `docs/events.md`, the catalogue, and `docs/<event>.md` for every event. */
export function emit({ model }: EmitRequest): GeneratedFile[] {
  return [
    { path: 'docs/events.md', content: cataloguePage(model) },
    ...model.events.map((family) => ({ path: `docs/${family.name}.md`, content: eventPage(model, family) })),
  ];
}
