import { z } from "zod";
import { type AuditEntry, entrySchema } from "../auditJson";
import { auditRootSchema, type Checkpoint, checkpointSchema, isCheckpointOf, isInRoot } from "./checkpoint";
import { sayFault, sayKnown } from "./fault";
import { findFault } from "./findFault";
import { readAuditKey } from "./signer";

/** The texts of the files that somebody has of a log. */
export interface AuditFiles {
  /** The log as NDJSON. */
  readonly log: string;
  /** Of the checkpoints page, one checkpoint, or an older NDJSON of the log, which ends with one. */
  readonly checkpoints: string;
  /** PEM, or what /api/v1/audit/key answers. */
  readonly key: string;
  /** What /api/v1/audit/roots answers. */
  readonly roots?: string;
}

/** What came of it: faults in words, none where all fits; and what is known then. */
export interface Verdict {
  readonly faults: readonly string[];
  readonly entries: number;
  readonly known: string;
}

/** A file that is not what it should be; the message says which. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

const manifestSchema = z.object({ organization_id: z.int(), entries: z.int() });

/**
 * Checks a log with nothing but files: no service and no database.
 * @throws UnreadableFile
 */
export function verifyFiles(files: AuditFiles): Verdict {
  const key = reading("the public key", () => readAuditKey(pemOf(files.key)));
  const { manifest, log } = reading("the log", () => readLog(files.log));
  const checkpoints = reading("the checkpoints", () => readCheckpointFile(files.checkpoints));
  const { roots } =
    files.roots === undefined
      ? { roots: null }
      : reading("the roots", () =>
          z.object({ roots: z.array(auditRootSchema) }).parse(JSON.parse(files.roots ?? "")),
        );
  const own = checkpoints.filter(({ organization_id }) => organization_id === manifest.organization_id);
  const signed = own.filter((checkpoint) => isCheckpointOf(key, checkpoint));
  const fault = findFault(manifest.organization_id, log, signed);
  const newest = signed.toSorted((one, other) => one.entries - other.entries).at(-1) ?? null;
  const faults = [
    ...(own.length < checkpoints.length ? ["a checkpoint is of another organization's log"] : []),
    ...(signed.length < own.length ? ["a checkpoint is not signed by this key"] : []),
    ...(newest === null ? ["there is no checkpoint to compare the log with"] : []),
    ...(log.length < manifest.entries ? [`the file was cut off: it had ${manifest.entries} entries`] : []),
    ...(fault === null ? [] : [sayFault(fault)]),
    ...(roots === null
      ? []
      : notPublished(signed, (checkpoint) => roots.some((root) => isInRoot(key, checkpoint, root)))),
  ];
  return { faults, entries: log.length, known: sayKnown(log.length, newest) };
}

/** Only of days: what is made on demand is in no root. */
function notPublished(checkpoints: readonly Checkpoint[], isPublished: (checkpoint: Checkpoint) => boolean) {
  return checkpoints
    .filter((checkpoint) => checkpoint.published !== null && !isPublished(checkpoint))
    .map(({ published }) => `the checkpoint of ${published?.day} is not in the published root of its day`);
}

function pemOf(text: string): string {
  return text.trimStart().startsWith("{")
    ? z.object({ public_key: z.string() }).parse(JSON.parse(text)).public_key
    : text;
}

function linesOf(text: string): readonly { readonly kind: string }[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => z.looseObject({ kind: z.string() }).parse(JSON.parse(line)));
}

function readLog(text: string) {
  const lines = linesOf(text);
  const manifest = manifestSchema.parse(lines.find(({ kind }) => kind === "manifest"));
  const log = lines.filter(({ kind }) => kind === "entry").map(toEntry);
  return { manifest, log };
}

function toEntry(line: unknown): AuditEntry {
  const { grant_id: grantId, ...entry } = entrySchema.parse(line);
  return { ...entry, grantId };
}

function readCheckpointFile(text: string): readonly Checkpoint[] {
  const whole = z
    .union([
      checkpointSchema.transform((one) => [one]),
      z
        .object({ now: checkpointSchema.nullable(), daily: z.array(checkpointSchema) })
        .transform(({ now, daily }) => [...daily, ...(now === null ? [] : [now])]),
    ])
    .safeParse(tryJson(text));
  if (whole.success) return whole.data;
  return linesOf(text).flatMap((line) => (line.kind === "checkpoint" ? [checkpointSchema.parse(line)] : []));
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reading<Read>(what: string, read: () => Read): Read {
  try {
    return read();
  } catch {
    throw new UnreadableFile(`${what}: not a file that this service made`);
  }
}
