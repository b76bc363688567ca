import type { JsonSchema, JsonValue } from '@sluice/contract';
import { compileExplainer, compileJudge, type Judge, type Reason } from '../judge/judge.js';
import { closed } from './closed.js';
import { upcast } from './upcast.js';

/** Two versions of a whole event, with the judges of both; each is compiled when it is first asked. */
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
  const judges: { old?: Judge; now?: Explain; closed?: Explain } = {};
  return {
    before,
    after,
    accepts(event) {
      const { event: renewed, conflict } = upcast(before, event, false);
      judges.old ??= compileJudge(before);
      return !conflict && judges.old(renewed);
    },
    refuses(event) {
      judges.now ??= compileExplainer(after);
      return reasons(after, event, judges.now);
    },
    loses(event) {
      judges.closed ??= compileExplainer(closed(after));
      return reasons(after, event, judges.closed);
    },
  };
}

type Explain = (instance: unknown) => readonly Reason[];

function reasons(schema: JsonSchema, event: JsonValue, explain: Explain): readonly Reason[] {
  const { event: renewed, conflict } = upcast(schema, event, true);
  const message = 'its old and its new name carry different values';
  return [...(conflict ? [{ keyword: 'x-sluice', path: conflict, message }] : []), ...explain(renewed)];
}
