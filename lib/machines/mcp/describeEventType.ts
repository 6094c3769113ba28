import { z } from "zod";
import { describeFields, type EventType, type engineVersions, releaseOf } from "../../catalogue";
import { statistics } from "../../statistics/declared/statistics";

const text = (description: string) => z.string().describe(description);
const orNull = (description: string) => z.string().nullable().describe(description);
const texts = (description: string) => z.array(z.string()).describe(description);

/** An event type as a program reads it. */
export const eventTypeSchema = z.object({
  name: text("event_type on the wire."),
  aliases: texts("Other names under which it is accepted."),
  title: text("The event type in words."),
  sentWhen: text("When an engine sends it."),
  why: text("What it is for."),
  since: text("The first engine version that sends it."),
  fields: z
    .array(
      z.object({
        path: text("Dotted, in event_data."),
        type: text("Of the value."),
        required: z.boolean().describe("Whether every event of the type has it."),
        class: z
          .enum(["technical", "identifier", "free text"])
          .describe("What it can hold, which decides what is kept."),
        what: text("What the value says."),
        why: text("The question that it answers."),
        kept: text("What is kept of it."),
        unit: orNull("Of the value."),
        values: z.array(z.string()).nullable().describe("All values, where it has a list of them."),
        limits: orNull("Of the value, in words."),
        since: text("The first engine version that sends it."),
        note: orNull("What a reader of the values has to know."),
      }),
    )
    .describe("Every field that engines send."),
  example: z.record(z.string(), z.unknown()).describe("A realistic event_data."),
  statistics: texts("Keys of the published statistics that are made of it."),
  url: z.url().describe("Its page."),
  schema: z.url().describe("JSON Schema of a whole event."),
});

/** @param baseUrl of this installation, without a slash at the end */
export function describeEventType(type: EventType, baseUrl: string): z.input<typeof eventTypeSchema> {
  const url = `${baseUrl}/events/${type.name}`;
  return {
    name: type.name,
    aliases: [...type.aliases],
    title: type.title,
    sentWhen: type.sentWhen,
    why: type.why,
    since: tagOf(type.since),
    fields: describeFields(type).map((field) => ({
      path: field.path,
      type: field.type,
      required: field.required,
      class: field.class,
      what: field.what,
      why: field.why,
      kept: field.kept,
      unit: field.unit,
      values: field.values === null ? null : [...field.values],
      limits: field.limits,
      since: tagOf(field.since),
      note: field.note,
    })),
    example: { ...type.example },
    statistics: statistics
      .filter(({ source }) => source.some((one) => one === type.name || one.startsWith(`${type.name}.`)))
      .map(({ key }) => key),
    url,
    schema: `${url}/schema.json`,
  };
}

/** As people write it: `v4.1.0`. */
function tagOf(version: (typeof engineVersions)[number]): string {
  return releaseOf(version).tag;
}
