import type { EmbeddedEngine } from "./engine";
import { inTransaction } from "./transaction";
import type { StatementResult, WorkerLink } from "./workerLink";

type Parsers = Record<number, (text: string) => unknown>;

interface FacadeOptions {
  rowMode?: "array" | "object";
  parsers?: Parsers;
}

/** Statements inside a transaction. */
export interface FacadeTransaction {
  query(sql: string, parameters?: unknown[], options?: FacadeOptions): Promise<StatementResult>;
  exec(sql: string): Promise<StatementResult[]>;
  rollback(): Promise<void>;
}

/**
 * The part of PGlite's interface that Prisma's adapter for it uses, on the database in its thread.
 * Gives what PGlite in the same thread gives; parsers, which cannot be sent to a thread, are applied here.
 */
export class PgliteFacade {
  constructor(private readonly engine: EmbeddedEngine) {}

  query(sql: string, parameters: unknown[] = [], options: FacadeOptions = {}): Promise<StatementResult> {
    return this.engine.turn((link) => run(link, sql, parameters, options));
  }

  exec(sql: string): Promise<StatementResult[]> {
    return this.engine.turn((link) => link.exec({ kind: "exec", sql }));
  }

  /** Commits when `work` resolves, unless it rolled back itself; rolls back when it rejects. */
  transaction<T>(work: (transaction: FacadeTransaction) => Promise<T>): Promise<T> {
    return this.engine.turn((link) =>
      inTransaction(link, (rollback) =>
        work({
          query: (sql, parameters = [], options = {}) => run(link, sql, parameters, options),
          exec: (sql) => link.exec({ kind: "exec", sql }),
          rollback,
        }),
      ),
    );
  }
}

/** Runs one statement and applies the parsers to its values. */
export async function run(
  link: WorkerLink,
  sql: string,
  parameters: readonly unknown[],
  { rowMode = "object", parsers = {} }: FacadeOptions,
): Promise<StatementResult> {
  const result = await link.query({
    kind: "query",
    sql,
    parameters,
    rowMode,
    textTypes: Object.keys(parsers).map(Number),
  });
  for (const [index, field] of result.fields.entries()) {
    const parse = parsers[field.dataTypeID];
    const key = rowMode === "array" ? index : field.name;
    if (parse) for (const row of result.rows) parseValue(row as Record<string | number, unknown>, key, parse);
  }
  return result;
}

function parseValue(
  row: Record<string | number, unknown>,
  key: string | number,
  parse: (text: string) => unknown,
) {
  const value = row[key];
  if (typeof value === "string") row[key] = parse(value);
}
