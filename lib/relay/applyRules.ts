import type { FieldDocs } from "../catalogue/field";
import { mapFields } from "./mapFields";
import type { OutboxEntry, WireEvent } from "./outboxEntry";
import type { RelayHash } from "./relayHash";
import type { Rules } from "./rules";

/** What the rules make of an event whose turn it is. */
export type Decision =
  | { readonly kind: "withheld"; readonly by: "inspect only" | "event type" }
  /** `until` is in milliseconds since 1970. */
  | { readonly kind: "held"; readonly until: number }
  | {
      readonly kind: "leaves";
      readonly event: WireEvent;
      readonly orgKey: string | undefined;
      readonly isHashed: boolean;
      readonly isRounded: boolean;
    };

const hourMs = 3_600_000;

/** Applies the rules to an event. What is withheld leaves in no form; a hashed event leaves without a key. */
export function applyRules(entry: OutboxEntry, rules: Rules, hash: RelayHash, now: Date): Decision {
  if (rules.inspectOnly) return { kind: "withheld", by: "inspect only" };
  if (rules.withheldTypes.includes(entry.event.event_type)) return { kind: "withheld", by: "event type" };
  const until = new Date(entry.receivedAt).getTime() + rules.holdHours * hourMs;
  // A clock that was set back holds nothing by itself.
  if (rules.holdHours > 0 && until > now.getTime()) return { kind: "held", until };
  const rounded = rules.roundSizes ? roundSizes(entry.event) : entry.event;
  const event = rules.hashIdentifiers ? hashIdentifiers(rounded, hash) : rounded;
  return {
    kind: "leaves",
    event,
    // It says whose the engine is, and would link an instance that is none.
    orgKey: rules.hashIdentifiers ? undefined : entry.orgKey,
    isHashed: rules.hashIdentifiers,
    isRounded: JSON.stringify(rounded) !== JSON.stringify(entry.event),
  };
}

function hashIdentifiers(event: WireEvent, hash: RelayHash): WireEvent {
  const { instance_id: instanceId } = event;
  return {
    ...event,
    instance_id: hash.instanceId(instanceId),
    event_id: hash.eventId(instanceId, event.event_id),
    event_data: mapFields(event.event_type, event.event_data, (value, docs) =>
      docs.class === "identifier" ? hash.identifier(instanceId, String(value)) : value,
    ),
  };
}

function roundSizes(event: WireEvent): WireEvent {
  const event_data = mapFields(event.event_type, event.event_data, (value, docs) =>
    typeof value === "number" && isSize(docs) ? powerOfTwo(value) : value,
  );
  return { ...event, event_data };
}

/** Sizes are the fields in bytes; the catalogue says which. */
export function isSize({ unit }: Pick<FieldDocs, "unit">): boolean {
  return unit === "bytes";
}

/** The largest power of two that is not larger; 0 of less than 1. */
export function powerOfTwo(size: number): number {
  if (size < 1) return 0;
  const power = 2 ** Math.floor(Math.log2(size));
  return power > size ? power / 2 : power * 2 <= size ? power * 2 : power;
}
