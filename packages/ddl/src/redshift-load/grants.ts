import type { ContractModel } from '@sluice/contract';
import { defaultGrants, type RedshiftGrant } from '../dialects/redshift/options.js';
import { redshiftName } from '../dialects/redshift/statements.js';
import { isAtLeast, stricter, strictestIn } from '../sensitivity.js';
import { doubleQuoted, type Statement, statement } from '../sql.js';
import { tablesOf } from '../table.js';
import { exactName, maskedName, maskedSensitivity } from '../views/derived-views.js';
import type { View } from '../views/types.js';
import { viewOf } from '../views/view.js';
import type { WarehouseConfig } from '../warehouse-config.js';

const quote = doubleQuoted<'redshift'>;

/**
 * Who may read what: of tables the columns up to a grant's sensitivity, of views those that show nothing more personal. The masked view
 * shows no personal value, so it asks for what is left.
 */
export function grantStatements(model: ContractModel, config: WarehouseConfig): Statement[] {
  const grants = config.dialects.redshift.grants ?? defaultGrants;
  const usage = grants.map(({ to }) => `GRANT USAGE ON SCHEMA ${quote(config.dialects.redshift.schema)} TO ${to}`);
  return [...usage, ...grants.flatMap((grant) => grantsFor(grant, model, config))].map(statement);
}

function grantsFor(grant: RedshiftGrant, model: ContractModel, config: WarehouseConfig): string[] {
  const tables = model.events.flatMap((family) => tablesOf(model, family, 'columnar'));
  const ofTables = tables.flatMap(({ name, columns }) => {
    const seen = columns.filter(({ type, field }) => isAtLeast(grant.upTo, strictestIn(type, field.sensitivity)));
    const list = seen.length < columns.length ? ` (${seen.map((column) => quote(column.name)).join(', ')})` : '';
    return seen.length > 0 ? [`GRANT SELECT${list} ON ${redshiftName(name, config)} TO ${grant.to}`] : [];
  });
  const others = new Set(model.events.map(({ table }) => table));
  return [...ofTables, ...model.events.flatMap((family) => viewGrants(grant, viewOf(model, family), others, config))];
}

/** A derived name that another event has is that event's view, which is granted by its own columns. */
function viewGrants(grant: RedshiftGrant, view: View, others: ReadonlySet<string>, config: WarehouseConfig): string[] {
  const whole = view.columns.map(({ type, sensitivity }) => strictestIn(type, sensitivity)).reduce(stricter, 'public');
  const masked = maskedSensitivity(view);
  const derived = [
    ...(isAtLeast(grant.upTo, whole) ? [exactName(view)] : []),
    ...(isAtLeast(grant.upTo, masked) ? [maskedName(view)] : []),
  ].filter((name) => !others.has(name));
  const names = isAtLeast(grant.upTo, whole) ? [view.name, ...derived] : derived;
  return names.map((name) => `GRANT SELECT ON ${redshiftName(name, config)} TO ${grant.to}`);
}
