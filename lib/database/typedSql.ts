import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import type { Result } from "./driver";

/** Kysely over something that runs a statement. Transactions are not begun here, but by `Database.transaction`. */
export function typedSql<Tables>(
  execute: (sql: string, parameters: readonly unknown[]) => Promise<Result>,
): Kysely<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery) {
      const { rows, affectedRows } = await execute(sql, parameters);
      return { rows: rows as Row[], numAffectedRows: BigInt(affectedRows) };
    },
    streamQuery: () => {
      throw new Error("rows are read page by page, not streamed");
    },
  };
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneConnection(connection),
      createIntrospector: (sql) => new PostgresIntrospector(sql),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

class OneConnection extends DummyDriver {
  constructor(private readonly connection: DatabaseConnection) {
    super();
  }

  override acquireConnection = async () => this.connection;
  override beginTransaction = () => Promise.reject(new Error("begun by Database.transaction only"));
}
