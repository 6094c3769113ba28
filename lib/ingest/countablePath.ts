/** Dotted names of letters: long enough for a field, no room for an identifier. */
const plainName = /^[A-Za-z_]{1,40}(\[\])?(\.[A-Za-z_]{1,40}(\[\])?){0,5}$/;

/** Stands for names that are not written down, because they could hold a value or are too many. */
export const otherName = "(other)";

/** The path of a field that is not in the catalogue as it may be written down; one that could hold a value is `(other)`. */
export function countablePath(path: string): string {
  return plainName.test(path) ? path : otherName;
}
