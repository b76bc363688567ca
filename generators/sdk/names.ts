import { ContractError, camelCase, pascalCase } from '@sluice/contract';

/**
 * Words that cannot name a function of a module (ECMAScript, strict mode), what every event file imports, and `then`: a
 * module that exports it is taken for a promise, and `import()` of it never settles (ECMAScript, "Promise Resolve Functions").
 */
const takenFunctions: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public rename
  return send static super switch then this throw true try typeof undefined var void while with yield`.split(/\s+/),
);

/** Types that the generated files declare or import themselves. */
const takenTypes: ReadonlySet<string> = new Set(
  'Common EventMap EventSender Events Identity Needs RenamedTo'.split(' '),
);

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
 * Throws a ContractError (`sdk-name-taken`) where two events would get the same function or the same type. A name depends
 * on its event alone, so that adding an event never renames what another got.
 */
export function assertDistinct(events: readonly string[]): void {
  const owners = new Map<string, string>();
  for (const event of events) {
    for (const use of [`be sent by the function ${functionName(event)}()`, `have the type ${typeName(event)}`]) {
      const owner = owners.get(use);
      if (owner !== undefined) throw taken(use, owner, event);
      owners.set(use, event);
    }
  }
}

function taken(use: string, owner: string, event: string): ContractError {
  return new ContractError({
    code: 'sdk-name-taken',
    path: `schemas/${event}`,
    message: `The events ${owner} and ${event} would both ${use}.`,
    fix: 'Give one of them a name that differs in more than underscores and the ending "event".',
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
