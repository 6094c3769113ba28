import { recordset, type SentRow } from "../database/recordset";
import type { Session } from "../database/types";
import { dayMs, dayOf } from "../words/period";
import { bandOf, bandsOverMs, boundsMs } from "./bands";
import { objective } from "./objective";

/** What became of requests that are judged. */
export interface Outcomes {
  /** Accepted within the time that is promised. */
  readonly met: number;
  /** Accepted later. */
  readonly late: number;
  /** Answered with an error of the service. */
  readonly failed: number;
}

type Row = SentRow<"request_day", "day" | "accepted" | "over_ms" | "requests"> & { requests: number };

const timeoutMs = 5_000;
const width = bandsOverMs.length;
const columns = ["day", "accepted", "over_ms", "requests"] as const;
/** Bands up to this one are in time. */
const inTime = boundsMs.indexOf(objective.withinMs);

/**
 * Counts answers to engines by day and time, in memory: to note one is a few additions. `flush` adds them to the database, where
 * what several processes counted adds up. A process that is killed loses what it counted since.
 */
export class RequestCounter {
  readonly #database: Pick<Session, "within">;
  readonly #judged: ReadonlySet<string>;
  readonly #clock: () => number;
  /** Since the process started: accepted by band, then failed by band. */
  readonly #counts = new Float64Array(2 * width);
  /** What of that was taken to be written. */
  readonly #taken = new Float64Array(2 * width);
  readonly #waiting = new Map<string, Row>();
  #day = "";
  #dayEndsAt = 0;
  #flushing: Promise<void> = Promise.resolve();

  /** @param judged names of the calls that count */
  constructor(
    database: Pick<Session, "within">,
    judged: ReadonlySet<string>,
    clock: () => number = () => Date.now(),
  ) {
    this.#database = database;
    this.#judged = judged;
    this.#clock = clock;
  }

  /** @param ms from the request that was read to its answer */
  note(call: string, status: number, ms: number): void {
    if (!this.#judged.has(call) || (status >= 400 && status < 500)) return;
    if (this.#clock() >= this.#dayEndsAt) this.#beginDay();
    const at = (status === 200 ? 0 : width) + bandOf(ms);
    this.#counts[at] = (this.#counts[at] as number) + 1;
  }

  /** Since the process started. */
  get outcomes(): Outcomes {
    const sum = (from: number, to: number) =>
      this.#counts.subarray(from, to).reduce((total, count) => total + count, 0);
    return { met: sum(0, inTime + 1), late: sum(inTime + 1, width), failed: sum(width, 2 * width) };
  }

  /** Adds what was counted to the database, one flush after another; what cannot be written waits. @throws DatabaseError where it could not */
  flush(): Promise<void> {
    const flushed = this.#flushing.then(() => this.#write());
    this.#flushing = flushed.catch(() => {});
    return flushed;
  }

  #beginDay(): void {
    this.#take();
    this.#day = dayOf(new Date(this.#clock()));
    this.#dayEndsAt = Date.parse(this.#day) + dayMs;
  }

  #take(): void {
    for (const [at, count] of this.#counts.entries()) {
      const requests = count - (this.#taken[at] as number);
      if (requests === 0) continue;
      this.#taken[at] = count;
      this.#add({
        day: this.#day,
        accepted: at < width,
        over_ms: bandsOverMs[at % width] as number,
        requests,
      });
    }
  }

  #add(row: Row): void {
    const key = `${row.day} ${row.accepted} ${row.over_ms}`;
    const before = this.#waiting.get(key)?.requests ?? 0;
    this.#waiting.set(key, { ...row, requests: before + row.requests });
  }

  async #write(): Promise<void> {
    this.#take();
    const rows = [...this.#waiting.values()];
    if (rows.length === 0) return;
    this.#waiting.clear();
    try {
      // In the order of the key, so that processes do not wait for each other in circles.
      await this.#database
        .within(timeoutMs)
        .insertInto("request_day")
        .columns(columns)
        .expression((of) =>
          of
            .selectFrom(recordset("request_day", columns, rows))
            .select(columns)
            .orderBy("day")
            .orderBy("accepted")
            .orderBy("over_ms"),
        )
        .onConflict((on) =>
          on.columns(["day", "accepted", "over_ms"]).doUpdateSet((row) => ({
            requests: row("request_day.requests", "+", row.ref("excluded.requests")),
          })),
        )
        .execute();
    } catch (error) {
      for (const row of rows) this.#add(row);
      throw error;
    }
  }
}
