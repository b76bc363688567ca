import type { AnyKind, AnyRule, Observation, Rule } from '@sluice/compat';
import type { ResolvedConfig } from '../configuration/sluice-config.js';
import { ProblemList } from '../problems.js';

const surfaces: readonly unknown[] = ['ingest', 'consumer', 'source'] satisfies readonly Observation['surface'][];

/** The rules of a project's own. One that fails, or gives something else than observations, throws a ProblemList with its name. */
export function projectRules({ rules = [] }: Pick<ResolvedConfig, 'rules'>): readonly AnyRule[] {
  return (rules as readonly Rule<AnyKind>[]).map(guarded) as readonly AnyRule[];
}

function guarded(rule: Rule<AnyKind>): Rule<AnyKind> {
  return {
    ...pick(rule),
    judge: (change, context) => {
      let said: unknown;
      try {
        said = rule.judge(change, context);
      } catch (error) {
        throw refused(
          rule,
          `judge failed: ${error instanceof Error ? error.message : String(error)}`,
          'Correct the rule.',
        );
      }
      if (Array.isArray(said) && said.every(isObservation)) return said;
      const fix =
        "Return a list of { surface: 'ingest' | 'consumer' | 'source', message, verdict }; empty where all is fine.";
      throw refused(rule, 'judge gave something else than a list of observations.', fix);
    },
  };
}

/** Members of a rule may be inherited, as those of an instance of a class are. */
function pick({ id, summary, why, fix, envelopeFix, kind, severity, bump }: Rule<AnyKind>) {
  return { id, summary, why, fix, kind, severity, bump, ...(envelopeFix !== undefined && { envelopeFix }) };
}

function isObservation(value: unknown): value is Observation {
  const { surface, message, verdict } = (value ?? {}) as Partial<Observation>;
  return surfaces.includes(surface) && typeof message === 'string' && typeof verdict === 'string';
}

function refused({ id }: Rule<AnyKind>, message: string, fix: string): ProblemList {
  return new ProblemList([{ code: 'rule-failed', path: `sluice.config.ts: rules: ${id}`, message, fix }]);
}
