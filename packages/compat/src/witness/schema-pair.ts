import type { JsonSchema, JsonValue } from '@sluice/contract';
import { compileSchema } from '../engine/compile/index.js';
import { holds } from '../engine/holds.js';
import type { Truth } from '../engine/truth.js';
import type { AnySchema } from '../engine/types.js';
import { Universe } from '../engine/universe.js';
import type { Reason } from '../oracle/index.js';
import { closed } from './closed.js';
import { eventOracle } from './event-oracle.js';
import { upcast } from './upcast.js';

/** Two versions of a whole event, with the oracles of both; each is compiled when it is first asked. */
export interface SchemaPair {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  /** Whether the older version accepts the event, old names included. */
  accepts(event: JsonValue): boolean;
  /** Why the newer version refuses the event after the upcast; empty where it accepts it. */
  refuses(event: JsonValue): readonly Reason[];
  /** The same, with every value that the newer version does not know of as a reason. */
  loses(event: JsonValue): readonly Reason[];
}

/** Pairs two schemas of whole events. */
export function schemaPair(before: JsonSchema, after: JsonSchema): SchemaPair {
  const sides: { old?: Side; now?: Side; closed?: Side } = {};
  return {
    before,
    after,
    accepts(event) {
      const { event: renewed, conflict } = upcast(before, event, false);
      sides.old ??= sideOf(before);
      return !conflict && sides.old.accepts(renewed);
    },
    refuses(event) {
      sides.now ??= sideOf(after);
      return reasons(after, event, sides.now);
    },
    loses(event) {
      sides.closed ??= sideOf(closed(after));
      return reasons(after, event, sides.closed);
    },
  };
}

/** What two validators that share no code agree on: Ajv, and the formula of the schema. */
interface Side {
  accepts(event: JsonValue): boolean;
  reasons(event: JsonValue): readonly Reason[];
}

function sideOf(schema: JsonSchema): Side {
  const oracle = eventOracle(schema);
  const second = secondOpinion(schema);
  return {
    accepts: (event) => second(event) !== false && oracle?.accepts(event) === true,
    reasons: (event) => (second(event) === true ? [] : (oracle?.reasons(event) ?? [])),
  };
}

function secondOpinion(schema: JsonSchema): (event: JsonValue) => Truth {
  const options = { name: 'event', assertFormat: true, policy: 'strict' } as const;
  const compiled = compileSchema(new Universe(), schema as AnySchema, options);
  return (event) => ('formula' in compiled ? holds(compiled.formula, event) : undefined);
}

function reasons(schema: JsonSchema, event: JsonValue, side: Side): readonly Reason[] {
  const { event: renewed, conflict } = upcast(schema, event, true);
  const message = 'its old and its new name carry different values';
  return [...(conflict ? [{ keyword: 'x-sluice', path: conflict, message }] : []), ...side.reasons(renewed)];
}
