import { catalogue, describeFields, type FieldDescription } from "../../catalogue";
import { documentFields } from "../../statistics/export/documentFields";
import { type ExportForm, exportForms } from "./exportForms";
import { recordSchemas } from "./records";

/** What an export says of itself. */
export interface ManifestOptions {
  readonly form: ExportForm;
  readonly now: Date;
  /** How many days events are kept. */
  readonly retentionDays: number;
  /** Address of this installation, without a slash at the end. */
  readonly baseUrl?: string;
}

/** Changes when a reader of exports would have to change. */
const formatVersion = 2;

/** How to read an export, in sentences, by subject. */
export function explain({ retentionDays, baseUrl = "" }: Omit<ManifestOptions, "form" | "now">) {
  return {
    what: "Everything that this service stores of one DBLab Engine instance: the instance itself, all its events, and what is counted of it by day. Events that came without the key that its engine sends are not the instance's, and are not in it.",
    times:
      "ISO 8601, UTC. event_time is when something happened; where the sender gave no time, it is received_at.",
    events: `Events are kept for at least ${retentionDays} days, a month at a time; counts by day are kept for ever. So there can be days without events.`,
    completeness:
      "Events that arrive while the export is made can be missing, and can be counted in a day all the same. A file that does not close with its end record was cut off.",
    identifiers:
      "Clone IDs, branch names and snapshot IDs are kept only as a keyed hash (HMAC-SHA-256 with a secret of this service, 32 hexadecimal digits). The same name has the same hash within an instance, and another one in another instance. The instance ID itself is kept only as such a hash.",
    left_out:
      "Of fields that are not documented only the name is kept, never the value: an event's left_out. A name that could hold a value is written as (other).",
    clone_times:
      "Clone times are counted in logarithmic buckets: bucket b holds times of about 1.02^b seconds, and 1.02^b is at most 1% off. A time of 0 means not measured and is not counted.",
    documentation: {
      events: `${baseUrl}/events`,
      privacy: `${baseUrl}/privacy`,
      methodology: `${baseUrl}/methodology`,
      api: `${baseUrl}/api`,
    },
  };
}

/**
 * What an export says of itself: what it is, of when, and what its fields mean.
 * @param types the event types that occur in it
 */
export function createManifest(options: ManifestOptions, types: readonly string[]) {
  const { form, now, baseUrl } = options;
  return {
    ...explain(options),
    service: { name: "DBLab Telemetry", url: baseUrl ?? null },
    exported_at: now.toISOString(),
    form: exportForms[form].title,
    format_version: formatVersion,
    records: Object.fromEntries(
      Object.entries(recordSchemas).map(([kind, schema]) => [kind, documentFields(schema)]),
    ),
    event_types: Object.fromEntries(types.map((name) => [name, describeType(name)])),
  };
}

function describeType(name: string) {
  const type = catalogue.find(name);
  if (type === undefined) return { title: name, sent_when: null, fields: [] };
  return { title: type.title, sent_when: type.sentWhen, fields: describeFields(type).map(describeField) };
}

function describeField(field: FieldDescription) {
  return {
    path: `event_data.${field.path}`,
    type: field.type,
    class: field.class,
    what: field.what,
    unit: field.unit,
    kept: field.kept,
    known_texts: field.knownTexts,
    note: field.note,
  };
}
