/**
 * The statements of a script, without comments between them. A cluster hands what it is asked on to its servers as it came,
 * and they take one statement at a time.
 *
 * Knows texts, quoted names and comments to the end of a line; migrations have nothing else in which a semicolon ends nothing.
 */
export function splitScript(script: string): string[] {
  const parts = script.match(/--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|;|[^-'";]+|-/g) ?? [];
  const statements: string[] = [];
  let statement = "";
  for (const part of parts) {
    if (part === ";") {
      statements.push(statement.trim());
      statement = "";
    } else if (!part.startsWith("--")) statement += part;
  }
  return [...statements, statement.trim()].filter((one) => one !== "");
}
