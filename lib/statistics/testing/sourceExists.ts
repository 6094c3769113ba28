import { catalogue, describeFields } from "../../catalogue";

/** Whether the catalogue has what a statistic says it is made of: `clone_created`, `alert.level`, or `every event`. */
export function sourceExists(source: string): boolean {
  if (source === "every event") return true;
  const [name = "", ...path] = source.split(".");
  const type = catalogue.types.find((one) => one.name === name);
  if (type === undefined) return false;
  return path.length === 0 || describeFields(type).some((field) => field.path === path.join("."));
}
