/**
 * SQL that is true for an instance of no organization. Where an instance is an organization's, its ID alone opens
 * nothing any more.
 * @param key the column, such as `i.instance_key`
 */
export function notLinked(key: string): string {
  return `not exists (select from organization_instance where organization_instance.instance_key = ${key})`;
}
