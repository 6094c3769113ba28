/** Object ids of the PostgreSQL types that the two drivers would give in different shapes. */
const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;

/**
 * How `Database.query` gives these types on both kinds of database, by type id:
 * int8 (`count(*)` is one) a number, or a bigint past 2^53; a date its `YYYY-MM-DD`; a timestamp without time
 * zone a Date read as UTC. Everything else is as both drivers agree: int4 and float8 numbers, numeric and uuid
 * strings, timestamptz a Date, json and jsonb parsed, bytea bytes.
 */
export const rowTypes: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: parseInteger,
  [DATE]: (text) => text,
  [TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
};

function parseInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
