import { type messages, type PGliteInterface, protocol } from "@electric-sql/pglite";
import { sqlSchema } from "../releases/make/sqlFile";
import { namedTables, type QueryTable } from "./queryTable";
import {
  kindOfType,
  mostRowsDrawn,
  mostRowsKept,
  type QueryResult,
  type ResultCell,
  type RunOutcome,
  type SqlError,
} from "./result";
import { resultCsv } from "./resultCsv";
import { createTables } from "./sqlOfTables";

type Engine = Pick<PGliteInterface, "exec" | "query" | "runExclusive" | "execProtocolRawStream">;

/** What is being done before rows come. */
export type Stage =
  | { readonly kind: "starting" }
  | { readonly kind: "loading"; readonly table: string }
  | { readonly kind: "running" };

interface SessionOptions {
  readonly tables: readonly QueryTable[];
  /** Starts PostgreSQL, empty. */
  readonly open: () => Promise<Engine>;
  /** The rows of a table, as its CSV. @throws Error where it cannot be had */
  readonly fetchTable: (table: QueryTable) => Promise<Blob>;
  readonly onStage: (stage: Stage) => void;
}

const mostNotices = 100;

/** Rows as they come, of which not all are kept. */
interface Rows {
  readonly columns: QueryResult["columns"];
  readonly kept: ResultCell[][];
  count: number;
}

/** PostgreSQL with the tables of a release, each filled when a query first names it. One run at a time. */
export class QuerySession {
  #engine: Promise<Engine> | null = null;
  readonly #filled = new Set<string>();
  #last: Rows | null = null;

  constructor(private readonly options: SessionOptions) {}

  /**
   * Runs a query of one or more statements. What a table's rows are was fetched before the first of them.
   * @throws Error where PostgreSQL cannot be started, or ended: another session is needed then
   */
  async run(query: string): Promise<RunOutcome> {
    const { tables, onStage } = this.options;
    this.#last = null;
    onStage({ kind: "starting" });
    this.#engine ??= this.#open();
    const engine = await this.#engine;
    for (const table of namedTables(query, tables)) await this.#fill(engine, table);
    onStage({ kind: "running" });
    const { rows, error, commands, notices, isOpen } = await ask(engine, query);
    if (isOpen) {
      await engine.exec("rollback");
      if (error === null)
        notices.push("The transaction that was left open was rolled back: each run is by itself.");
    }
    if (error !== null) return { kind: "failed", error, notices };
    this.#last = rows;
    return {
      kind: "done",
      ...{ commands, notices },
      result:
        rows === null
          ? null
          : { columns: rows.columns, rows: rows.kept.slice(0, mostRowsDrawn), count: rows.count },
    };
  }

  /** The last result as CSV, of at most `mostRowsKept` rows; empty where there is none. */
  csv(): string {
    return this.#last === null ? "" : resultCsv(this.#last.columns, this.#last.kept);
  }

  async #open(): Promise<Engine> {
    const engine = await this.options.open();
    await engine.exec(createTables(this.options.tables));
    return engine;
  }

  async #fill(engine: Engine, table: QueryTable): Promise<void> {
    const { name, columns } = table;
    if (this.#filled.has(name)) return;
    this.options.onStage({ kind: "loading", table: name });
    const blob = await this.options.fetchTable(table);
    const list = columns.map((column) => column.name).join(", ");
    await engine.query(`copy ${sqlSchema}.${name} (${list}) from '/dev/blob' with (format csv, header)`, [], {
      blob,
    });
    await engine.exec(`analyze ${sqlSchema}.${name}`);
    this.#filled.add(name);
  }
}

interface Asked {
  readonly rows: Rows | null;
  readonly error: SqlError | null;
  readonly commands: string[];
  readonly notices: string[];
  /** A transaction was begun and not ended. */
  readonly isOpen: boolean;
}

/** Has statements run one after the other, as `psql` does, and reads what PostgreSQL answers as it comes. */
async function ask(engine: Engine, query: string): Promise<Asked> {
  let rows: Rows | null = null;
  let error: SqlError | null = null;
  let isOpen = false;
  const commands: string[] = [];
  const notices: string[] = [];
  const parser = new protocol.Parser();
  const take = (message: { readonly name: string }) => {
    switch (message.name) {
      case "rowDescription": {
        const { fields } = message as messages.RowDescriptionMessage;
        const columns = fields.map(({ name, dataTypeID }) => ({ name, kind: kindOfType(dataTypeID) }));
        rows = { columns, kept: [], count: 0 };
        return;
      }
      case "dataRow":
        if (rows === null) return;
        rows.count += 1;
        if (rows.kept.length < mostRowsKept) rows.kept.push((message as messages.DataRowMessage).fields);
        return;
      case "commandComplete":
        commands.push((message as messages.CommandCompleteMessage).text);
        return;
      case "notice":
        if (notices.length < mostNotices) notices.push(sayNotice(message as messages.NoticeMessage));
        return;
      case "error":
        error = errorOf(message as messages.DatabaseError);
        return;
      case "readyForQuery":
        isOpen = (message as messages.ReadyForQueryMessage).status !== "I";
    }
  };
  await engine.runExclusive(() =>
    engine.execProtocolRawStream(protocol.serialize.query(query), {
      onRawData: (data) => parser.parse(data, take),
    }),
  );
  return { rows, error, commands, notices, isOpen };
}

function sayNotice({ severity, message }: messages.NoticeMessage): string {
  return `${severity ?? "NOTICE"}:  ${message ?? ""}`;
}

function errorOf(error: messages.DatabaseError): SqlError {
  const { severity, code, message, detail, hint, where, position } = error;
  return {
    severity: severity ?? "ERROR",
    code: code ?? "",
    message,
    detail: detail ?? null,
    hint: hint ?? null,
    where: where ?? null,
    position: position === undefined ? null : Number(position),
  };
}
