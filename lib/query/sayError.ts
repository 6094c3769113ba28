import type { SqlError } from "./result";

/**
 * An error as `psql` shows it: the message, the line that it is about with a mark below its place, detail and hint.
 */
export function sayError(
  query: string,
  { severity, code, message, detail, hint, where, position }: SqlError,
): string {
  return [
    `${severity}:  ${message}`,
    ...(position === null ? [] : placeLines(query, position)),
    ...(detail === null ? [] : [`DETAIL:  ${detail}`]),
    ...(hint === null ? [] : [`HINT:  ${hint}`]),
    ...(where === null ? [] : [`CONTEXT:  ${where}`]),
    `SQLSTATE: ${code}`,
  ].join("\n");
}

function placeLines(query: string, position: number): string[] {
  // PostgreSQL counts characters, JavaScript halves of some.
  const before = [...query].slice(0, position - 1).join("");
  const number = before.split("\n").length;
  const line = query.split("\n")[number - 1]?.replace(/\r$/, "") ?? "";
  const label = `LINE ${number}: `;
  const column = before.length - (before.lastIndexOf("\n") + 1);
  // A tab stays one, so that the mark is below its place however wide it is shown.
  const indent = `${label}${line.slice(0, column)}`.replaceAll(/[^\t]/gu, " ");
  return [`${label}${line}`, `${indent}^`];
}
