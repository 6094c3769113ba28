/** Joins class names, leaving out what is false, null, undefined or empty. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

/** The class names of a button that looks like a link, for what is beside the point of a page. */
export const quietButton =
  "cursor-pointer whitespace-nowrap text-ink-soft underline decoration-rule-strong underline-offset-2 hover:text-ink";
