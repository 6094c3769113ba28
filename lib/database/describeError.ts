/** What logs and pages may say of an error: its kind and SQLSTATE. Messages of a database can quote values. */
export function describeError(error: unknown): { error: string; sqlState?: string } {
  const name = error instanceof Error ? error.name : typeof error;
  const sqlState =
    typeof error === "object" && error !== null && "sqlState" in error ? String(error.sqlState ?? "") : "";
  return sqlState === "" ? { error: name } : { error: name, sqlState };
}
