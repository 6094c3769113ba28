import { randomUUID } from "node:crypto";
import { sql as text } from "kysely";
import type { Database, Session } from "../../database/types";
import type { Turn } from "../../jobs/job";
import { type Period, periodOf, startOfDay } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { type ComputedPeriod, computeInTurn } from "./computePeriod";
import { countedSchema, writeCounted } from "./countedJson";
import { type Counting, fingerprintOf } from "./fingerprint";
import { allKeys, type PageRule } from "./loadFrames";
import { mergePoints } from "./mergePoints";
import { readFollowedPart } from "./readFollowed";
import { type Storing, storePeriod } from "./storePeriod";

/** So many instances are a piece, about; a period with fewer than two of them is counted by who leads, alone. */
export const pieceInstances = 2_500;
const mostPieces = 256;
/** A process that counts a piece and gives no sign of life for so long has died. */
const heldMs = 45_000;
/** What a leader before left is taken where it is no older. */
const freshMs = 600_000;
const lookEveryMs = 500;

type Tables = Pick<Database, "sql" | "query">;

/**
 * Counts a period of many instances in pieces, each a range of keys: every process that helps takes one after the other,
 * and so does this one. One that dies loses what it had of a piece.
 * @returns null where the turn has to end
 */
export async function computeInPieces(
  database: Tables,
  period: Period,
  statistics: readonly Statistic[],
  rule: PageRule,
  turn: Turn,
  piecesOf: (instances: number) => number = (instances) => Math.floor(instances / pieceInstances),
): Promise<ComputedPeriod | null> {
  const pieces = Math.min(mostPieces, piecesOf(await countInstances(database, period)));
  if (pieces < 2) return computeInTurn(database, period, statistics, rule, turn);
  const counting = { statistics, rule };
  const followedPart = await readFollowedPart(database, period);
  const isAsked = await turn.write((session) =>
    ask(session, period, { ...counting, rule: { ...rule, followedPart } }, pieces),
  );
  if (!isAsked) return null;
  for (;;) {
    if (await countPiece(database, counting, turn.goOn)) continue;
    if (!(await turn.goOn())) return null;
    const rows = await ofPeriod(database, period).select("counted").execute();
    if (rows.every(({ counted }) => counted !== null)) {
      const counted = rows.map((row) => countedSchema.parse(row.counted));
      return {
        period,
        points: mergePoints(counted.map(({ points }) => points)),
        skipped: counted.reduce((sum, { skipped }) => sum + skipped, 0),
        newlyCounted: counted.reduce((sum, { newlyCounted }) => sum + newlyCounted, 0),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/** Takes pieces that a leader asked for, one after the other, until there is none. @returns how many were counted */
export async function helpCounting(
  database: Tables,
  counting: Counting,
  goOn: () => Promise<boolean> = async () => true,
): Promise<number> {
  for (let counted = 0; ; counted += 1) if (!(await countPiece(database, counting, goOn))) return counted;
}

/** Stores a period, and forgets its pieces. Meant to run inside a transaction. */
export async function storeCounted(
  session: Pick<Session, "sql" | "prisma">,
  result: ComputedPeriod,
  storing: Storing,
): Promise<void> {
  await storePeriod(session, result, storing);
  await forgetPieces(session, result.period);
}

async function forgetPieces({ sql }: Pick<Tables, "sql">, { interval, start }: Period): Promise<void> {
  await sql
    .deleteFrom("statistic_piece")
    .where("interval", "=", interval)
    .where("period_start", "=", start)
    .execute();
}

/** @returns false where there was none */
async function countPiece(
  database: Tables,
  { statistics, rule }: Counting,
  goOn: () => Promise<boolean>,
): Promise<boolean> {
  const holder = randomUUID();
  const piece = await take(database, holder, fingerprintOf({ statistics, rule }));
  if (piece === undefined) return false;
  const mine = () =>
    database.sql
      .updateTable("statistic_piece")
      .where("interval", "=", piece.interval)
      .where("period_start", "=", piece.period_start)
      .where("after", "=", piece.after)
      .where("holder", "=", holder);
  const isStillMine = async () =>
    (await mine().set({ expires_at: held }).executeTakeFirst()).numUpdatedRows > 0n && (await goOn());
  const counted = await computeInTurn(
    database,
    periodOf(piece.interval === "day" ? "day" : "week", piece.period_start),
    statistics,
    {
      ...rule,
      followedPart: piece.followed_part,
      ...(piece.known_before === null ? {} : { knownBefore: piece.known_before }),
    },
    { goOn: isStillMine },
    piece,
  );
  if (counted === null) {
    await mine().set({ holder: null, expires_at: null }).execute();
    return false;
  }
  await mine()
    .set({ counted: JSON.stringify(writeCounted(counted)) })
    .execute();
  return true;
}

const held = text<Date>`now() + ${heldMs}::integer * interval '1 ms'`;

async function take({ sql }: Tables, holder: string, madeBy: string) {
  return sql
    .updateTable("statistic_piece as piece")
    .from((of) =>
      of
        .selectFrom("statistic_piece")
        .select(["interval", "period_start", "after"])
        .where("made_by", "=", madeBy)
        .where("counted", "is", null)
        .where((where) => where("expires_at", "is", null).or("expires_at", "<=", text<Date>`now()`))
        .orderBy("after")
        .limit(1)
        .forUpdate()
        .skipLocked()
        .as("free"),
    )
    .whereRef("piece.interval", "=", "free.interval")
    .whereRef("piece.period_start", "=", "free.period_start")
    .whereRef("piece.after", "=", "free.after")
    .set({ holder, expires_at: held })
    .returning([
      "piece.interval",
      "piece.period_start",
      "piece.after",
      "piece.through",
      "piece.known_before",
      "piece.followed_part",
    ])
    .executeTakeFirst();
}

/** Asks for the pieces of a period. Those of a leader that has just died stay, with what was counted. */
async function ask(
  { sql }: Pick<Tables, "sql">,
  { interval, start }: Period,
  { statistics, rule }: { readonly statistics: readonly Statistic[]; readonly rule: PageRule },
  pieces: number,
): Promise<void> {
  const made_by = fingerprintOf({ statistics, rule });
  const known_before = rule.knownBefore ?? null;
  const followed_part = rule.followedPart ?? 1;
  const present = await ofPeriod({ sql }, { interval, start })
    .select(["made_by", "known_before", "followed_part"])
    .select(
      text<boolean>`asked_at between now() - ${freshMs}::integer * interval '1 ms' and now()`.as("is_fresh"),
    )
    .execute();
  const isSame = present.every(
    (row) =>
      row.is_fresh &&
      row.made_by === made_by &&
      row.known_before === known_before &&
      row.followed_part === followed_part,
  );
  if (present.length > 0 && isSame) return;
  await forgetPieces({ sql }, { interval, start } as Period);
  await sql
    .insertInto("statistic_piece")
    .values(
      ranges(pieces).map((range) => ({
        ...{ interval, period_start: start, ...range },
        ...{ made_by, known_before, followed_part, asked_at: text<Date>`now()` },
      })),
    )
    .execute();
}

/** Ranges of keys with as many of them each: keys are hashes. */
function ranges(pieces: number): { readonly after: string; readonly through: string }[] {
  const bounds = Array.from({ length: pieces + 1 }, (_, index) => {
    if (index === 0) return allKeys.after;
    if (index === pieces) return allKeys.through;
    const first = Math.floor((index * 2 ** 32) / pieces)
      .toString(16)
      .padStart(8, "0");
    return `${first}${allKeys.after.slice(8)}`;
  });
  return bounds.slice(1).map((through, index) => ({ after: bounds[index] ?? "", through }));
}

function ofPeriod({ sql }: Pick<Tables, "sql">, { interval, start }: Pick<Period, "interval" | "start">) {
  return sql.selectFrom("statistic_piece").where("interval", "=", interval).where("period_start", "=", start);
}

async function countInstances({ sql }: Tables, { start, end }: Period): Promise<number> {
  const { instances } = await sql
    .selectFrom("visible_instance")
    .select(({ fn }) => fn.countAll<number>().as("instances"))
    .where("first_seen", "<", startOfDay(end))
    .where("last_seen", ">=", startOfDay(start))
    .executeTakeFirstOrThrow();
  return instances;
}
