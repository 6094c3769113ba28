/**
 * SQL that is true for an instance whose erasure nobody asked for. Every statement that shows or counts instances has
 * it: an erased instance is gone for readers at once, and from the tables a week later.
 * @param key the column, such as `d.instance_key`
 */
export function notErased(key: string): string {
  return `not exists (select from erasure where erasure.instance_key = ${key})`;
}
