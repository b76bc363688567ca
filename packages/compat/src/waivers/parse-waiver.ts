import { isDay } from '@sluice/contract';
import type { Waiver } from './waiver.js';

/** A waiver, or what is wrong with the text that should be one. */
export type ParsedWaiver =
  | { readonly waiver: Waiver; readonly problem?: undefined }
  | { readonly waiver?: undefined; readonly problem: string };

const filled = (text: string) => text.trim() !== '';

/** Every member of a waiver, with the test it has to pass. */
const members: { readonly [M in keyof Waiver]: { readonly fits: (text: string) => boolean; readonly form: string } } = {
  fingerprint: { fits: (text) => /^[0-9a-f]{12}$/.test(text), form: 'the 12 hex digits that `sluice check` shows' },
  rule: { fits: filled, form: 'the rule of the finding' },
  path: { fits: () => true, form: 'the path of the finding, "" for none' },
  reason: { fits: filled, form: 'why the finding is accepted' },
  owner: { fits: filled, form: 'who answers for it' },
  expires: { fits: isDay, form: 'a day of the calendar, YYYY-MM-DD' },
};

/** Reads the text of a waiver file. */
export function parseWaiver(text: string): ParsedWaiver {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: 'It is no JSON object.' };
  const given = value as { readonly [name: string]: unknown };
  const stranger = Object.keys(given).find((name) => !Object.hasOwn(members, name));
  if (stranger !== undefined) return { problem: `It has a member "${stranger}" that no waiver has.` };
  for (const [name, { fits, form }] of Object.entries(members)) {
    const member = given[name];
    if (member === undefined) return { problem: `It has no "${name}": ${form}.` };
    if (typeof member !== 'string' || !fits(member)) {
      return { problem: `Its "${name}" is ${JSON.stringify(member)}, not ${form}.` };
    }
  }
  return { waiver: given as unknown as Waiver };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
