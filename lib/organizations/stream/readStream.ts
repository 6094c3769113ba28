import { z } from "zod";
import type { Session } from "../../database/types";
import { about, toJson } from "../../http/json";
import { eventJsonSchema } from "../../instances/timeline/eventJson";
import { entrySchema } from "../audit/auditJson";
import type { ReadContext } from "../rules/context";
import { ofOrganization, parseInput, type Unparsed } from "../rules/fields";
import { readWatermark } from "./foldMarks";

/** Lines of an answer at most. */
export const streamLines = 2_000;

/** Events are looked for among so many folds at a time: rows of a fold lie together on the disk. */
const foldsAtOnce = 1_000;

/** After so long an answer ends, however little it found: its last line says where to go on. */
const answerMs = 5_000;

/**
 * Where a reader is: the last entry of the audit log, the last fold that was read to its end, and in the next one the last
 * event. What comes later than a reader's place always has a higher one.
 */
export const StreamCursor = z
  .string("after")
  .regex(/^\d{1,9}-\d{1,15}(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/, "after");

interface Place {
  readonly entry: number;
  readonly fold: number;
  readonly event: string | null;
}

export const ReadStream = z.object({
  ...ofOrganization,
  /** From the beginning where it is null. */
  after: StreamCursor.nullable(),
});

const cursor = about(z.string(), "Where to go on, for `after`: everything up to this line was read.");

/** A line of the stream. */
export const streamLineSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("audit"), cursor, entry: entrySchema }),
  z.object({
    kind: z.literal("event"),
    cursor,
    instance_number: about(z.int(), "Number of the instance."),
    event: eventJsonSchema,
  }),
  z.object({
    kind: z.literal("end"),
    cursor,
    more: about(z.boolean(), "True where there is more already."),
  }),
]);

export type StreamLine = z.output<typeof streamLineSchema>;

/**
 * What happened since a place, oldest first: entries of the audit log, then events as they are kept. Events come when they
 * are counted and no earlier one can come any more, which is within a minute. The last line is its end.
 * @throws OrganizationProblem for an `after` that no line had
 */
export async function* readStream(
  { database }: ReadContext,
  input: Unparsed<typeof ReadStream>,
  { lines = streamLines, forMs = answerMs }: { readonly lines?: number; readonly forMs?: number } = {},
): AsyncGenerator<StreamLine> {
  const { organizationId, after } = parseInput(ReadStream, input);
  const endsAt = performance.now() + forMs;
  let place = placeOf(after);
  let left = lines;
  const entries = await database.prisma.auditEntry.findMany({
    where: { organizationId, number: { gt: place.entry } },
    omit: { organizationId: true },
    orderBy: { number: "asc" },
    take: left,
  });
  for (const { at, ...entry } of entries) {
    place = { ...place, entry: entry.number };
    yield {
      kind: "audit",
      cursor: cursorOf(place),
      entry: toJson(entrySchema, { ...entry, at: at.toISOString() }),
    };
  }
  left -= entries.length;
  const watermark = await readWatermark(database);
  while (left > 0 && place.fold < watermark) {
    const through = Math.min(watermark, place.fold + foldsAtOnce);
    const events = await readEvents(database, { organizationId, place, through, take: left });
    for (const event of events) {
      place = { ...place, fold: event.fold - 1, event: event.id };
      yield {
        kind: "event",
        cursor: cursorOf(place),
        instance_number: event.number,
        event: {
          id: event.id,
          event_time: event.eventTime.toISOString(),
          received_at: event.receivedAt.toISOString(),
          event_type: event.type,
          event_data: eventJsonSchema.shape.event_data.parse(event.data),
          left_out: z.array(z.string()).parse(event.leftOut ?? []),
        },
      };
    }
    left -= events.length;
    if (left > 0) place = { ...place, fold: through, event: null };
    if (performance.now() >= endsAt) break;
  }
  yield { kind: "end", cursor: cursorOf(place), more: left === 0 || place.fold < watermark };
}

interface Range {
  readonly organizationId: number;
  readonly place: Place;
  readonly through: number;
  readonly take: number;
}

async function readEvents({ sql }: Session, { organizationId, place, through, take }: Range) {
  const { fold, event } = place;
  const rows = await sql
    .selectFrom("visible_event as event")
    .innerJoin("visible_organization_instance as link", "link.instance_key", "event.instance_key")
    .where("link.organization_id", "=", organizationId)
    .where("event.fold", ">", fold)
    .where("event.fold", "<=", through)
    .$if(event !== null, (query) =>
      query.where(({ or, eb }) => or([eb("event.fold", ">", fold + 1), eb("event.id", ">", event ?? "")])),
    )
    .select(({ ref }) => [
      ref("event.fold").$castTo<number>().as("fold"),
      "event.id",
      ref("link.number").$castTo<number>().as("number"),
      "event.event_time as eventTime",
      "event.received_at as receivedAt",
      "event.event_type as type",
      "event.data",
      "event.left_out as leftOut",
    ])
    .orderBy("event.fold")
    .orderBy("event.id")
    .limit(take)
    .execute();
  return rows;
}

function placeOf(cursor: string | null): Place {
  const [entry = "0", fold = "0", ...event] = cursor?.split("-") ?? [];
  return {
    entry: Number(entry),
    fold: Number(fold),
    event: event.length === 0 ? null : event.join("-"),
  };
}

function cursorOf({ entry, fold, event }: Place): string {
  return event === null ? `${entry}-${fold}` : `${entry}-${fold}-${event}`;
}
