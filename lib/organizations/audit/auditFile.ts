import { toJson } from "../../http/json";
import { csvTable } from "../../words/csv";
import { dayOf } from "../../words/period";
import { type AuditEntry, type AuditEntryJson, entrySchema } from "./auditJson";
import { type Checkpoint, checkpointWords } from "./checkpoints/checkpoint";
import type { AuditSigner } from "./checkpoints/signer";
import { signLog } from "./checkpoints/signLog";

/** The forms in which the audit log can be downloaded. */
export const auditForms = {
  ndjson: { title: "NDJSON", contentType: "application/x-ndjson" },
  csv: { title: "CSV", contentType: "text/csv" },
} as const;

export type AuditForm = keyof typeof auditForms;

/** How the chain is checked by somebody who trusts nobody. */
const hashWords =
  "hash is the SHA-256 (hexadecimal) of the JSON array [organization_id, number, at, actor, action, subject, grant_id, previous], written without spaces; previous is the hash of the entry before, 64 zeros for the first.";

const columns = (["number", "at", "actor", "action", "subject", "grant_id", "previous", "hash"] as const).map(
  (name) => ({ name, read: (row: AuditEntryJson) => row[name] }),
);

interface ExportOptions {
  readonly organization: { readonly id: number; readonly alias: string; readonly name: string };
  readonly form: AuditForm;
  readonly now: Date;
  /** Signs the log as it is; not given where it is not what it was. */
  readonly signer?: AuditSigner | undefined;
}

/**
 * The log as the text of a file. `ndjson` has an object a line, first one that says what the file is and last a signed
 * checkpoint of it; `csv` is harmless in a spreadsheet, which can change texts, so that hashes are checked with `ndjson`.
 * @param entries oldest first
 */
export function writeAuditFile(entries: readonly AuditEntry[], options: ExportOptions): string {
  const rows = entries.map((entry) => toJson(entrySchema, entry));
  if (options.form === "csv") return writeCsv(rows, options);
  const { signer, organization, now } = options;
  const checkpoint =
    signer === undefined
      ? []
      : [{ ...signLog(signer, { organizationId: organization.id, log: entries, now }), published: null }];
  return writeNdjson(rows, checkpoint, options);
}

/** The name under which it is saved: `audit_acme_2026-11-25.csv`. */
export function auditFileName({ organization, form, now }: ExportOptions): string {
  return `audit_${organization.alias}_${dayOf(now)}.${form}`;
}

function writeNdjson(
  rows: readonly AuditEntryJson[],
  checkpoint: readonly Checkpoint[],
  { organization, now }: ExportOptions,
): string {
  const { id, alias, name } = organization;
  const manifest = {
    kind: "manifest",
    organization_id: id,
    alias,
    name,
    made_at: now.toISOString(),
    entries: rows.length,
    hash: hashWords,
    checkpoint: checkpointWords,
  };
  return [manifest, ...rows.map((row) => ({ kind: "entry", ...row })), ...checkpoint]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("");
}

function writeCsv(rows: readonly AuditEntryJson[], { organization, now }: ExportOptions): string {
  const about = [
    `Audit log of ${organization.name} (${organization.alias}), ${rows.length} entries, oldest first`,
    `Made: ${now.toISOString()}`,
    "Texts that a spreadsheet would take for a formula begin with an apostrophe. Check hashes with the NDJSON file.",
  ];
  return csvTable(about, columns, rows);
}
