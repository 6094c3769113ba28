import type { Connection, Driver, Result, Statement } from "./driver";

/** Told how long a statement took, and what it failed with: null where it did not, "" without an SQLSTATE. */
export type OnStatement = (ms: number, sqlState: string | null) => void;

let tell: OnStatement | null = null;

/** Has the times of all statements of this process told. */
export function onStatements(listener: OnStatement): void {
  tell = listener;
}

/** A driver that tells how long its statements take. */
export function timed<Kind extends Driver>(driver: Kind): Kind {
  const time =
    (execute: Connection["execute"]): Connection["execute"] =>
    (statement) =>
      tell === null ? execute(statement) : timeOne(execute, statement, tell);
  const { alone } = driver;
  return {
    ...driver,
    ...(alone === undefined ? {} : { alone: time(alone) }),
    withConnection: (work, timeoutMs) => lendTimed(driver, work, time, timeoutMs),
  };
}

async function lendTimed<T>(
  driver: Driver,
  work: (connection: Connection) => Promise<T>,
  time: (execute: Connection["execute"]) => Connection["execute"],
  timeoutMs?: number,
): Promise<T> {
  let isLent = false;
  try {
    return await driver.withConnection((connection) => {
      isLent = true;
      return work({
        schema: connection.schema,
        script: (sql) => connection.script(sql),
        execute: time((statement) => connection.execute(statement)),
      });
    }, timeoutMs);
  } catch (error) {
    if (!isLent) tell?.(0, stateOf(error));
    throw error;
  }
}

async function timeOne(
  execute: Connection["execute"],
  statement: Statement,
  told: OnStatement,
): Promise<Result> {
  const startedAt = performance.now();
  try {
    const result = await execute(statement);
    told(performance.now() - startedAt, null);
    return result;
  } catch (error) {
    told(performance.now() - startedAt, stateOf(error));
    throw error;
  }
}

function stateOf(error: unknown): string {
  return typeof error === "object" && error !== null && "sqlState" in error ? String(error.sqlState) : "";
}
