import { join } from "node:path";
import { z } from "zod";
import type { Sealer } from "../settings/sealer";
import { readSealedLog, SealedLog } from "./sealedLog";

const Left = z.object({
  kind: z.literal("left"),
  /** Milliseconds since 1970 and a number: they sort by time. */
  id: z.string(),
  at: z.iso.datetime(),
  /** Where to, below the address upstream. */
  path: z.string(),
  /** As it was sent; secrets in it are masked. */
  body: z.string(),
  bytes: z.int(),
  events: z.int(),
  /** Of each event that a rule changed what it was before, in the order of the body; null for the others. */
  before: z.array(z.unknown()),
  /** Of the rows that the relay stored of the events, in the order of the body. */
  ids: z.array(z.string()).default([]),
});

const Answered = z.object({
  kind: z.literal("answer"),
  id: z.string(),
  at: z.iso.datetime(),
  /** Null where no answer came. */
  status: z.int().nullable(),
  /** Of the answer; or why there is none. */
  body: z.string(),
});

const Stayed = z.object({
  kind: z.literal("stayed"),
  at: z.iso.datetime(),
  by: z.enum(["inspect only", "event type"]),
  /** Of the rows that the relay stored of the events. */
  ids: z.array(z.string()),
});

/** A request on its way upstream. */
export type LeavingRequest = Pick<
  z.output<typeof Left>,
  "path" | "body" | "bytes" | "events" | "before" | "ids"
>;

/** Events that a rule kept here. */
export type StayedEvents = Omit<z.output<typeof Stayed>, "kind">;

/** A request that left. `answer` is null where the relay was stopped before it came. */
export interface SentRequest extends Omit<z.output<typeof Left>, "kind"> {
  readonly answer: Omit<z.output<typeof Answered>, "kind" | "id"> | null;
}

const limitBytes = 64 * 2 ** 20;
const folderIn = (folder: string) => join(folder, "sent");

/** Writes down what leaves, before it does. */
export interface SentLog {
  /** Resolves when the request is written down. @returns writes down what was answered */
  leave(
    request: LeavingRequest,
    at: Date,
  ): Promise<(answer: SentRequest["answer"] & object) => Promise<void>>;
  /** Writes down that events do not leave, and why. */
  stay(events: StayedEvents): Promise<void>;
  close(): Promise<void>;
}

/** Opens the log of a relay. It keeps the newest 64 MiB, packed and encrypted. */
export function openSentLog(folder: string, sealer: Sealer): SentLog {
  const log = new SealedLog({ folder: folderIn(folder), sealer, limitBytes });
  let number = 0;
  return {
    async leave(request, at) {
      number += 1;
      const id = `${at.getTime()}-${String(number).padStart(6, "0")}`;
      await log.append({ kind: "left", id, at: at.toISOString(), ...request }, at);
      return (answer) => log.append({ kind: "answer", id, ...answer }, at, false);
    },
    stay: (events) => log.append({ kind: "stayed", ...events }, new Date(events.at), false),
    close: () => log.close(),
  };
}

const Record = z.discriminatedUnion("kind", [Left, Answered, Stayed]);

/** What left and what stayed, newest first. @param upToMs see `readSealedLog` */
export function* readMoves(
  folder: string,
  sealer: Sealer,
  upToMs?: number,
): Generator<({ readonly kind: "left" } & SentRequest) | ({ readonly kind: "stayed" } & StayedEvents)> {
  const answers = new Map<string, SentRequest["answer"]>();
  for (const value of readSealedLog(folderIn(folder), sealer, upToMs)) {
    const record = Record.parse(value);
    if (record.kind === "answer") {
      const { at, status, body } = record;
      answers.set(record.id, { at, status, body });
    } else if (record.kind === "left") yield { ...record, answer: answers.get(record.id) ?? null };
    else yield record;
  }
}

/** What left, newest first. @param before the `id` of a request: those that left earlier */
export function* readSent(folder: string, sealer: Sealer, before?: string): Generator<SentRequest> {
  for (const move of readMoves(folder, sealer, before === undefined ? undefined : timeOfId(before))) {
    if (move.kind === "stayed" || (before !== undefined && compareIds(move.id, before) >= 0)) continue;
    const { kind, ...request } = move;
    yield request;
  }
}

/** A request that left; null where it is not in the log any more. */
export function findSent(folder: string, sealer: Sealer, id: string): SentRequest | null {
  for (const request of readSent(folder, sealer, `${timeOfId(id) + 1}-000000`)) {
    if (request.id === id) return request;
    if (compareIds(request.id, id) < 0) return null;
  }
  return null;
}

const timeOfId = (id: string) => Number(id.split("-")[0]);

function compareIds(one: string, other: string): number {
  return timeOfId(one) - timeOfId(other) || (one < other ? -1 : one > other ? 1 : 0);
}
