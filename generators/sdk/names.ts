import { ContractError, camelCase, pascalCase } from '@sluice/contract';

/** Words that cannot name a function of a module (ECMAScript, strict mode), and what every event file imports. */
const takenFunctions: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public rename
  return send static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
);

/** Types that the generated files declare or import themselves. */
const takenTypes: ReadonlySet<string> = new Set(['Common', 'EventSender', 'Events']);

/** `checkout_completed` → `checkoutCompleted`; a word that is taken gets an ending: `delete` → `deleteEvent`. */
export function functionName(event: string): string {
  const name = camelCase(event);
  return takenFunctions.has(name) ? `${name}Event` : name;
}

/** `checkout_completed` → `CheckoutCompleted`; a type that is taken gets an ending: `common` → `CommonEvent`. */
export function typeName(event: string): string {
  const name = pascalCase(event);
  return takenTypes.has(name) ? `${name}Event` : name;
}

/**
 * Throws a ContractError (`sdk-name-taken`) where two events would get the same function. A name depends on its event
 * alone, so that adding an event never renames another's function.
 */
export function assertDistinct(events: readonly string[]): void {
  const owners = new Map<string, string>();
  for (const event of events) {
    const name = functionName(event);
    const owner = owners.get(name);
    if (owner !== undefined) throw taken(name, owner, event);
    owners.set(name, event);
  }
}

function taken(name: string, owner: string, event: string): ContractError {
  return new ContractError({
    code: 'sdk-name-taken',
    path: `schemas/${event}`,
    message: `The events ${owner} and ${event} would both be sent by the function ${name}().`,
    fix: 'Give one of them a name that differs in more than underscores.',
  });
}

/** A property's name as TypeScript source: bare where that is possible, else quoted. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

/** A text as a TypeScript string literal in single quotes. */
export function literal(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${escaped.replace(/[\u2028\u2029]/g, (line) => `\\u${line.charCodeAt(0).toString(16)}`)}'`;
}
