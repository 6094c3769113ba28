import { z } from "zod";
import { about, type InCode, time, toJson } from "../../http/json";

/** A line of the audit log. */
export const entrySchema = z.object({
  number: about(z.int(), "From 1 on, without gaps."),
  at: time,
  actor: about(z.string(), "`operator`, `token <name>`, `support <name>`, `engine` or `service`."),
  action: z.string(),
  subject: about(z.string(), "What it was done to, in words."),
  grant_id: about(z.uuid().nullable(), "The grant under which support looked, or that was made or revoked."),
  previous: about(z.string(), "The hash of the entry before; 64 zeros for the first."),
  hash: about(z.string(), "SHA-256 of the entry and of `previous`: a changed or missing entry shows."),
});

/** A page of the audit log. */
export const auditJsonSchema = z.object({
  entries: about(z.array(entrySchema), "Newest first."),
  older: about(z.int().nullable(), "Where the next older page begins, for `before`; null at the end."),
});

export type AuditEntryJson = z.output<typeof entrySchema>;

/** A line of the log as it is stored. Times are ISO 8601. */
export type AuditEntry = InCode<AuditEntryJson>;

/** Entries of a page of the log. */
export const auditPageEntries = 100;

/** @param entries a page, newest first */
export function toAuditJson(entries: readonly AuditEntry[]): z.output<typeof auditJsonSchema> {
  const oldest = entries.at(-1)?.number ?? 1;
  return toJson(auditJsonSchema, { entries, older: oldest > 1 ? oldest : null });
}
