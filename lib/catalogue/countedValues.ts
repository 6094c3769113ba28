import { dataAgeBand } from "./dataAge";
import { uptimeBand } from "./uptime";

/** A value of an event that is counted by day beside the event itself. */
export interface CountedValue {
  /** Event type and field, such as `alert.level`. */
  readonly field: string;
  readonly value: string;
}

/** The fields whose values are counted, by event type. Uptimes and ages are counted in bands. */
const counted: Readonly<
  Record<string, { readonly field: string; readonly read: (value: unknown) => string | null }>
> = {
  alert: { field: "level", read: asText },
  branch_updated: { field: "protected", read: asFlag },
  clone_updated: { field: "protected", read: asFlag },
  snapshot_updated: { field: "protected", read: asFlag },
  clone_created: {
    field: "dsa_diff",
    read: (value) => (typeof value === "number" ? dataAgeBand(value) : null),
  },
  config_probed: { field: "provider", read: asText },
  engine_stopped: {
    field: "uptime",
    read: (value) => (typeof value === "number" && value >= 0 ? uptimeBand(value) : null),
  },
};

/**
 * The value of an event that the roll-ups count; null for events without one.
 * @param data the event's data, as kept
 */
export function countedValue(typeName: string, data: Readonly<Record<string, unknown>>): CountedValue | null {
  const declared = Object.hasOwn(counted, typeName) ? counted[typeName] : undefined;
  const value = declared?.read(data[declared.field]) ?? null;
  return declared === undefined || value === null ? null : { field: `${typeName}.${declared.field}`, value };
}

function asFlag(value: unknown): string | null {
  return typeof value === "boolean" ? String(value) : null;
}

function asText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
