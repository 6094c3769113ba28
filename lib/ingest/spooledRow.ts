import { z } from "zod";
import { countedBy, type KeptData } from "../catalogue";
import type { Sealer } from "../settings/sealer";
import type { ReadRow } from "./answerBatch";

/** What lies in the spool of an event: the row as it goes to the database. */
const SpooledRow = z.object({
  row: z.object({
    instance_key: z.uuid(),
    event_time: z.iso.datetime(),
    id: z.uuid(),
    event_type: z.string(),
    received_at: z.iso.datetime(),
    data: z.custom<KeptData>((value) => typeof value === "object" && value !== null),
    left_out: z.array(z.string()).nullable(),
    counted_by: z.enum(countedBy),
    example: z.boolean(),
    edition: z.string().nullable(),
    keyed: z.boolean(),
  }),
  /** The key that it came with and the instance's ID, sealed; only where a key came. */
  link: z.string().optional(),
  /** The trusted sender, where strangers would not be believed. */
  historyOf: z.uuid().optional(),
  /** The organization whose own sender sent it. */
  vouchedBy: z.int().optional(),
});

const Link = z.object({ orgKey: z.string(), instanceId: z.string() });

/** What lies there of a call that was answered: what has to be done of it, sealed. */
const SpooledCall = z.object({ later: z.string() });

/** A row with the key that it came with. */
export interface WaitingRow extends ReadRow {
  readonly orgKey: string | undefined;
}

/** What `OutageCalls` left for later. */
export interface WaitingLater {
  readonly later: string;
}

/** As one line of JSON. Nothing is in clear that the database would not hold. */
export function toSpool(
  { row, instanceId, orgKey, historyOf, vouchedBy }: WaitingRow,
  sealer: Sealer,
): string {
  const link = orgKey === undefined ? {} : { link: sealer.seal(JSON.stringify({ orgKey, instanceId })) };
  return JSON.stringify({ row, ...link, historyOf, vouchedBy });
}

/** The same of a call. */
export function callToSpool({ later }: WaitingLater, sealer: Sealer): string {
  return JSON.stringify({ later: sealer.seal(later) });
}

/** What was put into the spool; null for anything else. What was sealed under another pepper links nothing any more. */
export function fromSpool(text: string, sealer: Sealer): WaitingRow | WaitingLater | null {
  try {
    const found: unknown = JSON.parse(text);
    const call = SpooledCall.safeParse(found);
    if (call.success) {
      const later = sealer.open(call.data.later);
      return later === null ? null : { later };
    }
    const { row, link, historyOf, vouchedBy } = SpooledRow.parse(found);
    const opened = link === undefined ? null : sealer.open(link);
    return {
      row,
      instanceId: "",
      orgKey: undefined,
      ...(historyOf === undefined ? {} : { historyOf }),
      ...(vouchedBy === undefined ? {} : { vouchedBy }),
      ...(opened === null ? {} : Link.parse(JSON.parse(opened))),
    };
  } catch {
    return null;
  }
}
