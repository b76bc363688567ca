import { type Dialect, type LimitFinding, limitFindings, type Notice } from '@sluice/ddl';

/** A column for machines. */
interface DdlColumn {
  readonly name: string;
  /** As the dialect writes it. */
  readonly type: string;
  readonly nullable: boolean;
}

/** What `sluice ddl` found out, before it is printed. */
export interface DdlAnswer {
  readonly dialect: Dialect;
  /** The whole text to print. */
  readonly text: string;
  /** Each statement of it, without a semicolon: what is held against the limits. */
  readonly statements: readonly string[];
  /** Of the table; after a migration, as it is then. */
  readonly columns: readonly DdlColumn[];
  readonly notices: readonly Notice[];
  /** What the warehouse cannot follow, with the way round; empty where the reason says it. */
  readonly refused: readonly { readonly reason: string; readonly wayRound: string }[];
}

/** What to print where: the statements or, for machines, the columns; warnings and errors one line each. */
export function renderDdl(answer: DdlAnswer, json: boolean): { out: string; warnings: string[]; errors: string[] } {
  const found = answer.statements.flatMap((sql) => limitFindings(answer.dialect, sql));
  const beyond = (severity: LimitFinding['severity']) =>
    found
      .filter((one) => one.severity === severity)
      .map(({ message, limit, source }) => `${message} (${limit}, ${source})`);
  return {
    out: json ? JSON.stringify(answer.columns, null, 2) : answer.text,
    warnings: [
      ...answer.notices.map(({ path, message, code }) => `${path}: ${message} (${code})`),
      ...beyond('warning'),
    ],
    errors: [
      ...answer.refused.map(({ reason, wayRound }) => (wayRound === '' ? reason : `${reason}\n  ${wayRound}`)),
      ...beyond('error'),
    ],
  };
}
