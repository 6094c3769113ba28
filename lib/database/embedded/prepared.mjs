import { protocol, types } from "@electric-sql/pglite";

/**
 * Statements with a name, planned once: of a short one most of the time is planning it. PGlite itself plans each anew.
 *
 * @typedef {{ sql: string, parameters?: unknown[], rowMode?: "array" | "object", name?: string, textTypes?: number[] }} Request
 * @typedef {{ rows: unknown[], fields: { name: string, dataTypeID: number }[], affectedRows: number }} Result
 */

const { serialize } = protocol;

/** How values of these types are made of PostgreSQL's text; what gives any other is not prepared here. */
const parsers = /** @type {Record<number, (text: string) => unknown>} */ ({
  [types.BOOL]: (text) => text === "t",
  [types.INT4]: Number,
  [types.TEXT]: (text) => text,
  [types.UUID]: (text) => text,
});

/**
 * @returns a function that runs a statement if it can be prepared, else gives null. It throws what PGlite throws.
 */
export function createPrepared() {
  /** @type {Map<string, { sql: string, fields: { name: string, dataTypeID: number }[] | null }>} */
  const known = new Map();

  /**
   * @param {import("@electric-sql/pglite").PGlite} database
   * @param {string} name
   * @param {string} sql
   */
  const prepare = async (database, name, sql) => {
    const before = known.get(name);
    if (before !== undefined) return before.sql === sql ? before.fields : null;
    const { messages } = await database.execProtocol(
      Buffer.concat([
        serialize.parse({ name, text: sql }),
        serialize.describe({ type: "S", name }),
        serialize.sync(),
      ]),
    );
    const described = messages.flatMap((message) =>
      "fields" in message && message.name === "rowDescription" ? [message] : [],
    );
    const fields = /** @type {{ name: string, dataTypeID: number }[]} */ (
      /** @type {unknown} */ (described[0]?.fields ?? [])
    );
    const canBeRead = fields.every(({ dataTypeID }) => dataTypeID in parsers || dataTypeID === types.INT8);
    const usable = canBeRead ? fields : null;
    known.set(name, { sql, fields: usable });
    return usable;
  };

  /**
   * @param {import("@electric-sql/pglite").PGlite} database
   * @param {Request} request
   * @returns {Promise<Result | null>}
   */
  return async (database, { sql, parameters = [], rowMode, name, textTypes = [] }) => {
    if (name === undefined || !parameters.every(isText)) return null;
    const fields = await prepare(database, name, sql);
    if (fields === null) return null;
    const { messages } = await database.execProtocol(
      Buffer.concat([
        serialize.bind({ statement: name, values: parameters }),
        serialize.execute({}),
        serialize.sync(),
      ]),
    );
    const readers = fields.map(({ dataTypeID }) =>
      textTypes.includes(dataTypeID) ? String : (parsers[dataTypeID] ?? String),
    );
    const rows = messages.flatMap((message) => {
      if (message.name !== "dataRow" || !("fields" in message)) return [];
      const texts = /** @type {(string | null)[]} */ (/** @type {unknown} */ (message.fields));
      const values = texts.map((text, at) => (text === null ? null : readers[at]?.(text)));
      return [
        rowMode === "array"
          ? values
          : Object.fromEntries(fields.map(({ name: field }, at) => [field, values[at]])),
      ];
    });
    return {
      rows,
      fields: fields.map(({ name: field, dataTypeID }) => ({ name: field, dataTypeID })),
      affectedRows: 0,
    };
  };
}

/**
 * @param {unknown} value
 * @returns {value is string | null}
 */
function isText(value) {
  return value === null || typeof value === "string";
}
