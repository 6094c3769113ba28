/** True where a table is asked for as Excel opens it: `?for=excel`. */
export function isForExcel(request: Request): boolean {
  return new URL(request.url).searchParams.get("for") === "excel";
}
