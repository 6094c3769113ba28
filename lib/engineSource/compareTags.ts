import {
  describeFields,
  describeParts,
  type EngineCall,
  type EngineVersion,
  type EventType,
  engineCalls,
  existsIn,
  wireForms,
} from "../catalogue";
import { declaredAt, type Sent, sentAt, versionOfTag } from "./sourceLines";

/** A field of an event, or a part of a call. */
export interface FieldOf {
  readonly sent: Sent;
  readonly path: string;
}

/** What an engine sends, or reads of an answer, that another does not. */
export interface Difference {
  readonly eventTypes: readonly EventType[];
  readonly calls: readonly EngineCall[];
  /** Of event types and calls that both have. */
  readonly fields: readonly FieldOf[];
}

/** What would change with an engine's version. */
export interface TagComparison {
  readonly added: Difference;
  readonly dropped: Difference;
  /** Fields that are there before and after, and mean or hold something else. */
  readonly changed: readonly (FieldOf & { readonly what: string })[];
  /** What is different in how requests are made. */
  readonly wire: readonly string[];
}

/**
 * Compares what two tags of the engine send, by their source.
 * @param from, to tags of `sourceTags`; what changed in between is only known from an older to a newer one
 */
export function compareTags(types: readonly EventType[], from: string, to: string): TagComparison {
  const since = versionOfTag(from);
  const until = versionOfTag(to);
  const isBetween = (version: EngineVersion) => existsIn(until, version) && !existsIn(since, version);
  return {
    added: lacking(types, from, to),
    dropped: lacking(types, to, from),
    changed: types.flatMap((type) =>
      describeFields(type).flatMap(({ path, changed, since: first }) =>
        changed
          .filter(({ version }) => isBetween(version) && existsIn(since, first))
          .map(({ what }) => ({ sent: { kind: "event" as const, type }, path, what })),
      ),
    ),
    wire: wireForms.filter((form) => form.what !== "" && isBetween(form.since)).map(({ what }) => what),
  };
}

/** What `there` has and `here` lacks. */
function lacking(types: readonly EventType[], here: string, there: string): Difference {
  const isMissing = (sent: Sent) => sentAt(there, sent).length > 0 && sentAt(here, sent).length === 0;
  const isInBoth = (sent: Sent) => sentAt(there, sent).length > 0 && sentAt(here, sent).length > 0;
  const ofEvent = (type: EventType): Sent => ({ kind: "event", type });
  const ofCall = (call: EngineCall): Sent => ({ kind: "body", call });
  const all: FieldOf[] = [
    ...types.flatMap((type) => describeFields(type).map(({ path }) => ({ sent: ofEvent(type), path }))),
    ...engineCalls.flatMap((call: EngineCall) =>
      (["body", "answer"] as const).flatMap((kind) =>
        describeParts(call, kind).map(({ path }) => ({ sent: { kind, call }, path })),
      ),
    ),
  ];
  return {
    eventTypes: types.filter((type) => isMissing(ofEvent(type))),
    calls: engineCalls.filter((call) => isMissing(ofCall(call))),
    fields: all.filter(
      ({ sent, path }) =>
        isInBoth(sent) && declaredAt(there, sent, path) !== null && declaredAt(here, sent, path) === null,
    ),
  };
}
