import type { Finding } from '@sluice/compat';
import { fingerprintOf } from '@sluice/compat/internal';
import type { JsonSchema, RegistryDocument } from '@sluice/contract';
import { placeholders } from '../definitions/new-definition.js';

/** What `sluice new` wrote for a person to replace, where it still stands: a warning each. */
export function placeholderFindings(documents: readonly RegistryDocument[]): Finding[] {
  return documents.flatMap((document) => {
    const { event, version, owner } = document['x-sluice'];
    const left = [
      ...(owner === placeholders.owner
        ? [{ path: '', detail: 'owner', message: `The owner is still "${owner}".` }]
        : []),
      ...(placeholders.isDescription(document.description ?? '')
        ? [{ path: '', detail: 'description', message: 'The description is still the one that sluice new wrote.' }]
        : []),
      ...fieldsLeft(document, '').map((path) => ({
        path,
        detail: 'description',
        message: `The description of "${path}" is still the one that sluice new wrote.`,
      })),
    ];
    return left.map((one) => findingOf(event, version, one));
  });
}

interface Left {
  readonly path: string;
  readonly detail: string;
  readonly message: string;
}

function fieldsLeft({ properties = {} }: Pick<JsonSchema, 'properties'>, parent: string): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = parent === '' ? name : `${parent}.${name}`;
    const own = placeholders.isFieldDescription(field.description ?? '') ? [path] : [];
    return [...own, ...fieldsLeft(field, path), ...(field.items ? fieldsLeft(field.items, `${path}[]`) : [])];
  });
}

function findingOf(event: string, version: string, { path, detail, message }: Left): Finding {
  const identity = { rule: 'placeholder-left', event, surface: 'definition', path };
  return {
    ...identity,
    severity: 'warning',
    version,
    message,
    why: 'Documentation, SDK and tables repeat it to everybody who reads them.',
    fix: detail === 'owner' ? 'Name the team that answers for the event.' : 'Say what it means, in a sentence.',
    verdict: 'compatible',
    fingerprint: fingerprintOf({ ...identity, kind: 'placeholder-left', detail }),
  };
}
