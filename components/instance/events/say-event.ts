import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/catalogue/json";
import type { TimelineEvent } from "@/lib/instances/timeline/types";

const longestValue = 28;
const mostFields = 6;

/** What an event says, on one line: `id 3f2a9c…, cloning_time 1.5`. Empty where it says only that it happened. */
export function sayEvent({ data }: Pick<TimelineEvent, "data">): string {
  return leaves(data)
    .slice(0, mostFields)
    .map(([name, value]) => `${name} ${sayValue(value)}`)
    .join(", ");
}

function leaves(data: JsonObject): [string, JsonValue][] {
  return Object.entries(data).flatMap(([name, value]): [string, JsonValue][] =>
    isJsonObject(value) ? leaves(value) : [[name, value]],
  );
}

function sayValue(value: JsonValue): string {
  const text = Array.isArray(value) ? value.join(" ") : value === "" ? '""' : String(value);
  const characters = [...text];
  return characters.length <= longestValue
    ? text
    : `${characters
        .slice(0, longestValue - 1)
        .join("")
        .trimEnd()}…`;
}
