/**
 * The address of what the form of a view says. A form sends its two dates whatever the range is: they count only where
 * it is `custom`, and then say so by themselves.
 * @param standard what goes without saying, by name
 */
export function viewAddress(
  path: string,
  form: Iterable<readonly [name: string, value: unknown]>,
  standard: Readonly<Record<string, string>>,
): string {
  const values = [...form].map(([name, value]): [string, string] => [name, String(value)]);
  const isOwnRange = values.some(([name, value]) => name === "range" && value === "custom");
  const said = values.filter(([name, value]) =>
    name === "from" || name === "to"
      ? isOwnRange && value !== ""
      : value !== "custom" && value !== standard[name],
  );
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`;
}
