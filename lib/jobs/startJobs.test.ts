import { randomUUID } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { forEachDatabase } from "../database/testing/databases";
import type { Database } from "../database/types";
import type { Job, Turn } from "./job";
import { JobTaken, type Lease, type NotNow, takeLease, takeTurn } from "./lease";
import { startJobs } from "./startJobs";

const hour = 3_600_000;
const day = 24 * hour;
const [one, other] = [randomUUID(), randomUUID()];

forEachDatabase((open, kind) => {
  /** As if so much time had passed for the database. */
  const pass = (database: Database, ms: number) =>
    database.query(
      `update job_lease set expires_at = expires_at - $1::integer * interval '1 ms',
         last_success_at = last_success_at - $1::integer * interval '1 ms'`,
      [ms],
    );
  const ask = (database: Database, holder: string, dueAfterMs = 0) =>
    takeLease(database, { job: "sweep", holder, dueAfterMs, forMs: hour });
  const take = async (database: Database, holder: string, dueAfterMs = 0): Promise<Lease> => {
    const lease = await ask(database, holder, dueAfterMs);
    if ("againInMs" in lease) throw new Error("no lease was given");
    return lease;
  };
  const isRefused = async (database: Database, holder: string, dueAfterMs = 0): Promise<NotNow> => {
    const lease = await ask(database, holder, dueAfterMs);
    if ("end" in lease) throw new Error("a lease was given");
    return lease;
  };

  describe("a leader that died", () => {
    it("is followed within a minute, however seldom the job is due", async (context) => {
      const { database } = await open(context);
      const taken = await takeLease(database, { job: "sweep", holder: one });
      expect("end" in taken).toBe(true);
      let turns = 0;
      const sweep: Job = {
        name: "sweep",
        everyMs: day,
        atStart: true,
        lease: true,
        onError: "",
        run: async () => (turns += 1),
      };
      // On a database of its own alone the embedded one knows that nobody else is left.
      const others = await startJobs({ ...database, kind: "postgresql" }, [sweep], () => {});
      onTestFinished(() => others.stop());
      await others.firstTurn("sweep");
      expect(turns).toBe(0);
      const nextAt = others.list()[0]?.nextAt?.getTime() ?? Number.POSITIVE_INFINITY;
      expect(nextAt - Date.now()).toBeLessThan(60_000);
      await pass(database, 60_000);
      const lease = await takeLease(database, { job: "sweep", holder: other });
      expect("end" in lease).toBe(true);
    });
  });

  describe("takeLease", () => {
    it("lets one process lead, and another when it is done or its lease has expired", async (context) => {
      const { database } = await open(context);
      const first = await take(database, one);
      const { againInMs, lastSuccessAt } = await isRefused(database, other);
      expect(againInMs / hour).toBeCloseTo(1, 1);
      expect(lastSuccessAt).toBeNull();
      await first.end(false);
      await take(database, other);
      await isRefused(database, one);
      await pass(database, hour);
      await take(database, one);
    });

    it("is prolonged by going on, and lost to whoever took it over", async (context) => {
      const { database } = await open(context);
      const lease = await take(database, one);
      await pass(database, hour - 60_000);
      expect(await lease.goOn()).toBe(true);
      await pass(database, hour - 60_000);
      await isRefused(database, other);
      await pass(database, hour);
      await take(database, other);
      expect(await lease.goOn()).toBe(false);
      // What the first one says of its success counts no more.
      await lease.end(true);
      expect(await database.query("select holder, last_success_at from job_lease")).toEqual([
        { holder: other, last_success_at: null },
      ]);
      const isWritten = await lease.write(async ({ query }) => {
        await query("insert into statistic_period values ('day', '2026-11-19', now(), 0)");
      });
      expect(isWritten).toBe(false);
      expect(await database.query("select from statistic_period")).toEqual([]);
    });

    it("is due so long after the last success, by the database's clock", async (context) => {
      const { database } = await open(context);
      const lease = await take(database, one);
      await lease.end(true);
      const early = await isRefused(database, other, day);
      expect(early.againInMs / day).toBeCloseTo(1, 1);
      expect(early.lastSuccessAt).not.toBeNull();
      await pass(database, day - 60_000);
      expect((await isRefused(database, other, day)).againInMs).toBeLessThanOrEqual(60_000);
      await pass(database, 60_000);
      // A turn that fails leaves it due.
      await (await take(database, other, day)).end(false);
      await take(database, one, day);
    });
  });

  describe("what a clock that was a year ahead wrote", () => {
    const year = 365;
    const leap = (database: Database, column: string) =>
      database.query(`update job_lease set ${column} = now() + ${year} * interval '1 day'`);

    it("is a lease that binds nobody", async (context) => {
      const { database } = await open(context);
      await take(database, one);
      await leap(database, "expires_at");
      const lease = await take(database, other);
      expect(await lease.goOn()).toBe(true);
      await isRefused(database, one);
    });

    it("is a success that makes nothing wait", async (context) => {
      const { database } = await open(context);
      await (await take(database, one)).end(true);
      await leap(database, "last_success_at");
      await (await take(database, other, day)).end(true);
      expect((await isRefused(database, one, day)).againInMs / day).toBeCloseTo(1, 1);
    });
  });

  describe("takeTurn", () => {
    it("is a turn like others: it excludes them, and a success of it counts", async (context) => {
      const { database } = await open(context);
      await expect(
        takeTurn(database, "sweep", async () => {
          await expect(takeTurn(database, "sweep", async () => {})).rejects.toThrow(JobTaken);
          throw new Error("no broom");
        }),
      ).rejects.toThrow("no broom");
      await (await take(database, one, day)).end(false);
      expect(await takeTurn(database, "sweep", ({ goOn }) => goOn())).toBe(true);
      await isRefused(database, one, day);
    });
  });

  describe("startJobs", () => {
    const sweep = (
      run: (turn: Turn) => Promise<unknown>,
      part: Partial<Pick<Job, "name" | "everyMs" | "atStart">> = {},
    ): Job => ({
      name: "sweep",
      everyMs: day,
      atStart: false,
      onError: "not swept",
      ...part,
      lease: true,
      run,
    });
    const start = async (database: Database, jobs: readonly Job[], errors: unknown[] = []) => {
      const started = await startJobs(database, jobs, (error) => errors.push(error));
      onTestFinished(() => started.stop());
      return started;
    };

    it("does a day's job every day, however often the service is started", async (context) => {
      const { database } = await open(context);
      let turns = 0;
      const job = sweep(async () => {
        turns += 1;
      });
      for (const [passedMs, expected] of [
        [0, 1],
        [hour, 1],
        [day - 2 * hour, 1],
        [hour, 2],
        [hour, 2],
        [day, 3],
      ] as const) {
        await pass(database, passedMs);
        const jobs = await start(database, [job]);
        await jobs.firstTurn("sweep");
        await jobs.stop();
        expect(turns).toBe(expected);
      }
    });

    it("follows a process that died: at once where nobody else can have the database open", async (context) => {
      const { database } = await open(context);
      await take(database, one);
      let turns = 0;
      const jobs = await start(database, [
        sweep(
          async () => {
            turns += 1;
          },
          { atStart: true },
        ),
      ]);
      await jobs.firstTurn("sweep");
      expect(turns).toBe(kind === "embedded" ? 1 : 0);
      const [state] = jobs.list();
      expect(state?.nextAt?.getTime()).toBeGreaterThan(Date.now() + hour / 2);
    });

    it("goes on with all others when one fails, and waits for what runs when it is stopped", async (context) => {
      const { database } = await open(context);
      const errors: unknown[] = [];
      const done: string[] = [];
      const jobs = await start(
        database,
        [
          sweep(() => Promise.reject(new Error("no broom"))),
          sweep(async () => done.push("dusted"), { name: "dust" }),
          sweep(
            async ({ goOn }) => {
              done.push("polishing");
              while (await goOn()) await new Promise((resolve) => setTimeout(resolve, 5));
              done.push("stopped polishing");
            },
            { name: "polish" },
          ),
        ],
        errors,
      );
      await jobs.firstTurn("sweep");
      await jobs.firstTurn("dust");
      expect(errors).toMatchObject([{ message: "no broom" }]);
      expect(jobs.list()).toMatchObject([
        { name: "sweep", lease: true, failures: 1, lastSuccessAt: null, lastError: { error: "Error" } },
        { name: "dust", failures: 0, lastSuccessAt: expect.any(Date), lastError: null },
        { name: "polish", nextAt: null, lastSuccessAt: null },
      ]);
      await jobs.stop();
      expect(done.toSorted()).toEqual(["dusted", "polishing", "stopped polishing"]);
      expect(
        await database.query(
          "select job from job_lease where last_success_at is not null and expires_at <= now()",
        ),
      ).toEqual([{ job: "dust" }]);
      await expect(jobs.runNow("sweep", async () => {})).rejects.toThrow();
      expect(() => jobs.firstTurn("horoscopes")).toThrow(RangeError);
    });

    // The embedded database belongs to one process.
    if (kind === "postgresql") {
      it("lets one of two processes do each turn", async (context) => {
        const { database } = await open(context);
        let running = 0;
        let most = 0;
        let turns = 0;
        const job = sweep(
          async () => {
            running += 1;
            most = Math.max(most, running);
            await new Promise((resolve) => setTimeout(resolve, 20));
            running -= 1;
            turns += 1;
          },
          { everyMs: 10, atStart: true },
        );
        const processes = [await start(database, [job]), await start(database, [job])];
        await expect.poll(() => turns, { timeout: 20_000, interval: 10 }).toBeGreaterThan(8);
        await Promise.all(processes.map((jobs) => jobs.stop()));
        expect(most).toBe(1);
      });
    }
  });
});
