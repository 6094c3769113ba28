import {
  type ColumnType,
  ColumnTypeEnum,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import { dayOf } from "../words/period";
import { type Connection, type Driver, executeAlone, type Parsers, type Result } from "./driver";
import { inTransaction } from "./inTransaction";

const asText = (text: string) => text;

/** Prisma makes its values itself, of text. The session is in UTC, so a moment's zone is always that. */
const parsers: Parsers = {
  20: asText,
  114: asText,
  1082: asText,
  1114: (text) => `${text.replace(" ", "T")}+00:00`,
  1184: (text) => `${text.replace(" ", "T")}:00`,
  1700: asText,
  3802: asText,
};

/** By the object id of a type; the others, such as `name`, are text. */
const columnTypes: Readonly<Record<number, ColumnType>> = {
  16: ColumnTypeEnum.Boolean,
  17: ColumnTypeEnum.Bytes,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  114: ColumnTypeEnum.Json,
  700: ColumnTypeEnum.Float,
  701: ColumnTypeEnum.Double,
  1082: ColumnTypeEnum.Date,
  1114: ColumnTypeEnum.DateTime,
  1184: ColumnTypeEnum.DateTime,
  1700: ColumnTypeEnum.Numeric,
  2950: ColumnTypeEnum.Uuid,
  3802: ColumnTypeEnum.Json,
};

const info = { provider: "postgres", adapterName: "dblab-telemetry" } as const;

/** Statement with which a transaction asks which connection it is on; see {@link takeConnection}. */
const TAKE = "take the connection of this transaction";
const takers = new Map<string, (connection: Connection) => void>();

/**
 * Prisma's client on our driver: one way to connect, time out and fail for rows and for sets, on both kinds of
 * database. What the driver throws reaches the caller of Prisma as it is.
 */
export function prismaAdapter(driver: Driver): SqlDriverAdapterFactory {
  const onAny = queryable((statement) => executeAlone(driver, statement));
  return {
    ...info,
    async connect() {
      const schemaName = driver.schema ?? (await driver.withConnection(async ({ schema }) => schema));
      return {
        ...onAny,
        executeScript: async (sql) =>
          void (await driver.withConnection((connection) => connection.script(sql))),
        startTransaction: () => startTransaction(driver),
        getConnectionInfo: () => ({ schemaName, supportsRelationJoins: true }),
        dispose: async () => {},
      };
    },
  };
}

/** The connection of one of Prisma's transactions, for other statements in it. */
export async function takeConnection(transaction: {
  $executeRawUnsafe(sql: string, id: string): Promise<number>;
}): Promise<Connection> {
  const id = crypto.randomUUID();
  const taken = new Promise<Connection>((resolve) => takers.set(id, resolve));
  try {
    await transaction.$executeRawUnsafe(TAKE, id);
    return await taken;
  } finally {
    takers.delete(id);
  }
}

/** Begins one that stays open until it is committed or rolled back. */
function startTransaction(driver: Driver): Promise<Transaction> {
  return new Promise((resolve, reject) => {
    const rolledBack = new Error("rolled back");
    const ended = driver.withConnection((connection) =>
      inTransaction(
        connection,
        (open) =>
          new Promise<void>((commit, rollBack) => {
            const { queryRaw, executeRaw } = queryable((statement) => open.execute(statement));
            resolve({
              ...info,
              options: { usePhantomQuery: true },
              queryRaw,
              executeRaw: async (query) => {
                const taker = query.sql === TAKE ? takers.get(String(query.args[0])) : undefined;
                taker?.(open);
                return taker ? 0 : executeRaw(query);
              },
              commit: () => {
                commit();
                return ended;
              },
              rollback: () => {
                rollBack(rolledBack);
                return ended.catch((error) => {
                  if (error !== rolledBack) throw error;
                });
              },
            });
          }),
      ),
    );
    ended.catch(reject);
  });
}

function queryable(execute: Connection["execute"]): SqlQueryable {
  const run = ({ sql, args, argTypes }: SqlQuery): Promise<Result> =>
    execute({
      sql,
      parameters: args.map((value, index) => toParameter(value, argTypes[index])),
      parsers,
      asArrays: true,
    });
  return {
    ...info,
    async queryRaw(query) {
      const { rows, fields } = await run(query);
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(({ dataTypeID }) => columnTypes[dataTypeID] ?? ColumnTypeEnum.Text),
        rows: rows as unknown[][],
      };
    },
    executeRaw: async (query) => (await run(query)).affectedRows,
  };
}

function toParameter(value: unknown, type: SqlQuery["argTypes"][number] | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => toParameter(item, type));
  if (typeof value === "string" && type?.scalarType === "bytes") return Buffer.from(value, "base64");
  const isMoment = value instanceof Date || (typeof value === "string" && type?.scalarType === "datetime");
  if (!isMoment) return value;
  const moment = new Date(value);
  return type?.dbType === "DATE" ? dayOf(moment) : moment.toISOString();
}
