import type { ContractModel } from '@sluice/contract';
import { redshift } from '../dialects/redshift/index.js';
import { defaultGrants } from '../dialects/redshift/options.js';
import { redshiftName } from '../dialects/redshift/statements.js';
import { isAtLeast } from '../sensitivity.js';
import { type Statement, statement } from '../sql.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { starContext } from './sources.js';
import type { StarSpec } from './spec.js';
import { viewsOf } from './views.js';

/** Who may read which view of a star in Redshift: whoever may see its most personal column. */
export function starGrants(spec: StarSpec, model: ContractModel, config: WarehouseConfig): Statement[] {
  const context = starContext(redshift, spec, model, config);
  const views = context ? viewsOf(spec, model, context) : [];
  const grants = config.dialects.redshift.grants ?? defaultGrants;
  return grants.flatMap(({ to, upTo }) =>
    views
      .filter(({ sensitivity }) => isAtLeast(upTo, sensitivity))
      .map(({ name }) => statement(`GRANT SELECT ON ${redshiftName(name, config)} TO ${to}`)),
  );
}
