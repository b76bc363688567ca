import type { ContractModel, Problem } from '@sluice/contract';
import { everyDialect, type LimitFinding, limitFindings, modelIn, tablesOf, type WarehouseConfig } from '@sluice/ddl';

/** A table of the contract that is beyond a limit of a warehouse. */
export interface TableBeyondLimit extends LimitFinding {
  readonly dialect: string;
  readonly event: string;
  readonly table: string;
}

/** What of a contract's tables is beyond the physical limits of the warehouses that it is written for. */
export function tablesBeyondLimits(
  model: ContractModel,
  dialects: readonly string[],
  config: WarehouseConfig,
): TableBeyondLimit[] {
  return everyDialect
    .filter(({ id }) => dialects.includes(id))
    .flatMap((dialect) => {
      const contract = modelIn(dialect, model, config);
      const tables = contract.events.flatMap((family) =>
        dialect.tiers.flatMap((tier) => tablesOf(contract, family, tier)),
      );
      return tables.flatMap((table) => {
        const [create] = dialect.createTable(table, config);
        return limitFindings(dialect, create?.sql ?? '').map((finding) => ({
          ...finding,
          dialect: dialect.id,
          event: table.event,
          table: table.name,
        }));
      });
    });
}

/** A limit that is missed, as a problem with a way out. */
export function limitProblem({ dialect, event, table, limit, message, source }: TableBeyondLimit): Problem {
  return {
    code: limit,
    path: `schemas/${event}: ${table}`,
    message: `${dialect}: ${message}`,
    fix: `Before the version is published, split the event or shorten what is too long. Columns that are published stay. ${source}`,
  };
}
