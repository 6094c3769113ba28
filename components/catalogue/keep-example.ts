import {
  type Catalogue,
  describeFields,
  describeKept,
  type EventType,
  exampleInstanceIds,
  type JsonValue,
  type KeptData,
  type KeptField,
} from "@/lib/catalogue";
import { keepEvent } from "@/lib/ingest/keepEvent";
import { readEvent } from "@/lib/ingest/readEvent";
import { createPseudonyms } from "@/lib/settings/pseudonyms";

/** The key of the hashes on documentation pages. It is public, so that everybody can check them, and used nowhere else. */
export const documentationPepper = "the public pepper of the documentation pages";

/** A text no engine sends, to show what is kept of such a one. */
const inventedText = "Jane's restore of customer_42 ran out of space";

/** An event as it was sent, beside what ingest makes of it. */
export interface KeptExample {
  readonly instanceId: string;
  readonly instanceKey: string;
  readonly fields: readonly KeptField[];
  /** The free text fields once more, holding a text that is not known. */
  readonly inventedTexts: readonly KeptField[];
}

/**
 * Sends the example of a type through the code that receives events, with the documentation's pepper.
 * @throws Error when the example is not valid
 */
export function keepExample(type: EventType, catalogue: Catalogue): KeptExample {
  const sent = keepPayload(type, catalogue, type.example);
  const freeTexts = describeFields(type).filter((field) => field.class === "free text");
  const inventedTexts = freeTexts.flatMap(({ path }) =>
    keepPayload(type, catalogue, replaceAt(type.example, path.split("."), inventedText)).fields.filter(
      (field) => field.path === path,
    ),
  );
  return { ...sent, inventedTexts };
}

function keepPayload(type: EventType, catalogue: Catalogue, payload: Readonly<Record<string, unknown>>) {
  const [instanceId] = exampleInstanceIds;
  const now = new Date();
  const read = readEvent(
    { instance_id: instanceId, event_type: type.name, event_data: payload },
    { catalogue, now, retentionDays: 1 },
  );
  if (!read.ok) throw new Error(`The example of ${type.name} is refused: ${read.refusal.message}`);
  const row = keepEvent(read.value, createPseudonyms(documentationPepper), now);
  return {
    instanceId,
    instanceKey: row.instance_key,
    fields: describeKept(type, read.value.data, row.data as KeptData),
  };
}

function replaceAt(object: Readonly<Record<string, unknown>>, path: readonly string[], value: JsonValue) {
  const [name = "", ...rest] = path;
  const inner = object[name];
  const replaced: unknown =
    rest.length === 0 ? value : replaceAt((inner ?? {}) as Record<string, unknown>, rest, value);
  return { ...object, [name]: replaced };
}
