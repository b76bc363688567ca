import type { ContractModel } from '@sluice/contract';
import type { Place } from '../dialect.js';
import { redshift } from '../dialects/redshift/index.js';
import { defaultGrants } from '../dialects/redshift/options.js';
import { redshiftName } from '../dialects/redshift/statements.js';
import { isAtLeast } from '../sensitivity.js';
import { type Statement, statement } from '../sql.js';
import { starContext } from './sources.js';
import type { StarSpec } from './spec.js';
import { viewsOf } from './views.js';

/** Who may read which view of a star in Redshift: whoever may see its most personal column. */
export function starGrants(spec: StarSpec, model: ContractModel, place: Place): Statement[] {
  const context = starContext(redshift, spec, model, place);
  const views = context ? viewsOf(spec, model, context) : [];
  const grants = place.redshift?.grants ?? defaultGrants;
  return grants.flatMap(({ to, upTo }) =>
    views
      .filter(({ sensitivity }) => isAtLeast(upTo, sensitivity))
      .map(({ name }) => statement(`GRANT SELECT ON ${redshiftName(name, place)} TO ${to}`)),
  );
}
