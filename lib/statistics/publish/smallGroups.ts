/**
 * Whether a figure about this many instances may be published. Stands in front of every published number: a group of
 * fewer instances could tell about one of them.
 * @param publishMinInstances the setting `PUBLISH_MIN_INSTANCES`
 */
export function publishable(instances: number, publishMinInstances: number): boolean {
  return instances >= publishMinInstances;
}
