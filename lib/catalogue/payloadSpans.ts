import { describeFields } from "./describeFields";
import { wireForms } from "./engineRequest";
import type { EngineVersion } from "./engineVersion";
import type { EventType } from "./eventType";
import type { JsonObject } from "./json";
import { examplePayload, fieldsByVersion } from "./payloadByVersion";

/** Engine versions that follow one another and send a type alike. */
export interface PayloadSpan {
  readonly first: EngineVersion;
  readonly last: EngineVersion;
  /** The example as the last of them sends it. */
  readonly payload: JsonObject;
  /** The fields that came with the first of them; empty for the versions that sent the type first. */
  readonly added: readonly string[];
  /** What else was different from the first of them on: in a field, or in the request where `path` is null. */
  readonly changed: readonly { readonly path: string | null; readonly what: string }[];
}

/** The engine versions that send a type, oldest first, cut where the fields, their values or the request changed. */
export function payloadSpans(type: EventType): PayloadSpan[] {
  const fields = describeFields(type);
  const spans: PayloadSpan[] = [];
  for (const { version, paths } of fieldsByVersion(type)) {
    const before = spans.at(-1);
    const added = before === undefined ? [] : paths.filter((path) => isNew(path, version));
    const changed = before === undefined ? [] : changesIn(version);
    const payload = examplePayload(type, version) ?? {};
    if (before !== undefined && added.length === 0 && changed.length === 0) {
      spans[spans.length - 1] = { ...before, last: version, payload };
    } else {
      spans.push({ first: version, last: version, payload, added, changed });
    }
  }
  return spans;

  function isNew(path: string, version: EngineVersion): boolean {
    return fields.some((field) => field.path === path && field.since === version);
  }

  function changesIn(version: EngineVersion) {
    const inFields = fields.flatMap(({ path, changed }) =>
      changed.filter((change) => change.version === version).map(({ what }) => ({ path, what })),
    );
    const inRequest = wireForms
      .filter(({ since }) => since === version)
      .map(({ what }) => ({ path: null, what }));
    return [...inFields, ...inRequest];
  }
}
