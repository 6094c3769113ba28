import type { Driver, Result, Statement } from "../driver";
import { toDatabaseError } from "../errors";
import { withDeadline } from "./engine";
import type { Link, Statement as LinkStatement } from "./workerLink";

/** The embedded database's one session: whoever has a turn is alone with it. */
interface Turns {
  turn<T>(work: (link: Link) => Promise<T>, timeoutMs?: number): Promise<T>;
  /** One statement in a turn of its own, which ends with it, whatever the caller does meanwhile. */
  alone?(statement: LinkStatement, timeoutMs?: number): ReturnType<Link["query"]>;
}

const schema = "public";

/** The embedded database as a driver: a connection is a turn on its one session. */
export function embeddedDriver(turns: Turns): Driver {
  const { alone } = turns;
  return {
    schema,
    ...(alone === undefined
      ? {}
      : {
          alone: (statement) =>
            limited(
              execute({ query: (one) => alone(one, statement.timeoutMs) }, statement),
              statement.timeoutMs,
            ),
        }),
    withConnection: (work, timeoutMs) =>
      turns.turn(
        (link) =>
          work({
            execute: (statement) => limited(execute(link, statement), statement.timeoutMs),
            script: (sql) => limited(script(link, sql)),
            schema,
          }),
        timeoutMs,
      ),
  };
}

/** Runs one statement and applies the parsers, which cannot be sent to the thread, to its values. */
async function execute(
  link: Pick<Link, "query">,
  { sql, parameters, parsers, asArrays, name }: Statement,
): Promise<Result> {
  const {
    rows,
    fields,
    affectedRows = 0,
  } = await link.query({
    kind: "query",
    sql,
    parameters,
    rowMode: asArrays ? "array" : "object",
    ...(name === undefined ? {} : { name }),
    textTypes: Object.keys(parsers).map(Number),
  });
  for (const [index, { name, dataTypeID }] of fields.entries()) {
    const parse = parsers[dataTypeID];
    if (parse) parseValues(rows as Record<string | number, unknown>[], asArrays ? index : name, parse);
  }
  return { rows, fields, affectedRows };
}

function parseValues(
  rows: Record<string | number, unknown>[],
  key: string | number,
  parse: (text: string) => unknown,
): void {
  for (const row of rows) {
    const value = row[key];
    if (typeof value === "string") row[key] = parse(value);
  }
}

async function script(link: Link, sql: string): Promise<string | undefined> {
  const results = await link.exec({ kind: "exec", sql });
  return results.at(-1)?.command;
}

/** The turn is already taken, so only the wait for the answer is limited. */
function limited<T>(answer: Promise<T>, timeoutMs?: number): Promise<T> {
  return (timeoutMs === undefined ? answer : withDeadline(answer, timeoutMs, () => {})).catch((error) => {
    throw toDatabaseError(error);
  });
}
