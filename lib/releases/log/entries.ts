import type { Session } from "../../database/types";
import { addDays, dayOf } from "../../words/period";
import { type Blind, treeOfDay } from "./erasures";
import { privacyVersions } from "./privacy/versions";

/** What kinds of things the log says, and what each entry of it proves, in words. */
export const entryKinds = {
  release: "A release: the SHA-256 of its list of checksums, and so every byte of it.",
  correction: "A revision of published weeks: its number, date, weeks and reason.",
  audit: "The daily root over the heads of all organizations' audit logs.",
  erasures: "The daily root over the receipts of completed erasures: it tells neither whose nor how many.",
  privacy: "A version of the privacy text: the SHA-256 of its words.",
} as const;

export type EntryKind = keyof typeof entryKinds;

/** Something that is to be said. */
export interface NewEntry {
  readonly kind: EntryKind;
  /** What of that kind: the same is said once. */
  readonly subject: string;
  /** ISO 8601: when it happened. */
  readonly at: string;
  /** Word for word what is hashed. */
  readonly data: string;
}

/** Whatever is to be said and was not yet, oldest first. */
export async function findNewEntries({ prisma }: Pick<Session, "prisma">, blind: Blind): Promise<NewEntry[]> {
  const known = new Set(
    (await prisma.logEntry.findMany({ select: { kind: true, subject: true } })).map(nameOf),
  );
  const [releases, revisions, roots] = await Promise.all([
    prisma.release.findMany({ select: { id: true, number: true, publishedAt: true, sums: true } }),
    prisma.statisticRevision.findMany(),
    prisma.auditRoot.findMany(),
  ]);
  const entries: NewEntry[] = [
    ...releases.map(({ id, number, publishedAt, sums }) =>
      entry("release", id, publishedAt, { id, number, published_at: publishedAt.toISOString(), sums }),
    ),
    ...revisions.map(({ revision, revisedAt, reason, firstWeek, lastWeek }) =>
      entry("correction", String(revision), revisedAt, {
        revision,
        revised_at: revisedAt.toISOString(),
        reason,
        first_week: firstWeek === null ? null : dayOf(firstWeek),
        last_week: lastWeek === null ? null : dayOf(lastWeek),
      }),
    ),
    ...roots.map(({ day, root, key, signature }) =>
      entry("audit", dayOf(day), day, { day: dayOf(day), root, key, signature }),
    ),
    ...privacyVersions.map(({ version, day, sha256 }) =>
      entry("privacy", version, new Date(day), { version, day, sha256 }),
    ),
  ];
  for (const { day } of roots) {
    // By the day after it, nothing is completed on a day any more.
    const before = addDays(dayOf(day), -1);
    if (known.has(nameOf({ kind: "erasures", subject: before }))) continue;
    const { root } = await treeOfDay({ prisma }, blind, before);
    entries.push(entry("erasures", before, day, { day: before, root }));
  }
  return entries
    .filter((one) => !known.has(nameOf(one)))
    .toSorted((one, other) =>
      one.at < other.at ? -1 : one.at > other.at ? 1 : nameOf(one) < nameOf(other) ? -1 : 1,
    );
}

function nameOf({ kind, subject }: { readonly kind: string; readonly subject: string }): string {
  return `${kind} ${subject}`;
}

function entry(kind: EntryKind, subject: string, at: Date, said: object): NewEntry {
  return { kind, subject, at: at.toISOString(), data: JSON.stringify({ kind, ...said }) };
}
