import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { projectFolder } from "../database/projectFolder";
import { forEachDatabase, onDatabase } from "../database/testing/databases";
import type { Database } from "../database/types";
import type { Turn } from "../jobs/job";
import { JobTaken, takeTurn } from "../jobs/lease";
import { privately } from "../statistics/testing/publications";
import type { ReleaseOptions } from "./make/readSource";
import { makeReleases } from "./makeReleases";
import { createReleases, type Releases } from "./store/releases";
import { publishWorld } from "./testing/published";

const make = (database: Database, options: ReleaseOptions) =>
  takeTurn(database, "releases", (turn) => makeReleases(database, turn, options));

async function bytesOf(releases: Releases, id: string, path: string): Promise<Buffer> {
  const file = await releases.open(id, path);
  if (file === null) throw new RangeError(path);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.bytes()) pieces.push(piece);
  return Buffer.concat(pieces);
}

const blobs = async (database: Database) => (await database.query("select from release_blob")).length;

forEachDatabase((open) => {
  it("publishes what there is once, serves what it stored, and nothing where nothing is published", async (context) => {
    const { database } = await open(context);
    const { options } = await publishWorld(database);
    expect(await make(database, { ...options, publication: privately })).toBeNull();
    const id = await make(database, options);
    expect(id).toBe(options.now().toISOString().split("T")[0]);
    expect(await make(database, options)).toBeNull();
    const releases = createReleases(database);
    const [release, ...others] = await releases.list();
    expect(others).toEqual([]);
    expect(release).toEqual(await releases.latest());
    for (const { path, size, hash } of await releases.files(id ?? "")) {
      const bytes = await bytesOf(releases, id ?? "", path);
      expect([path, bytes.length]).toEqual([path, size]);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
    }
    const file = await releases.open(id ?? "", "figures.csv");
    if (file === null) throw new Error("no figures");
    const packed: Uint8Array[] = [];
    for await (const piece of file.gzip()) packed.push(piece);
    const whole = await bytesOf(releases, id ?? "", "figures.csv");
    expect(gunzipSync(Buffer.concat(packed)).equals(whole)).toBe(true);
    for (const [first, last] of [
      [0, 0],
      [10, 5_000],
      [whole.length - 7, whole.length - 1],
      [0, whole.length - 1],
    ] as const) {
      const range: Uint8Array[] = [];
      for await (const piece of file.bytes({ first, last })) range.push(piece);
      expect(Buffer.concat(range).equals(whole.subarray(first, last + 1))).toBe(true);
    }
  });
});

onDatabase((open, kind) => {
  const openWorld = async (context: TestContext) => {
    const { database } = await open(context);
    return { database, ...(await publishWorld(database)), releases: createReleases(database) };
  };

  /** A turn that ends at a step, as that of a process does that is killed there. */
  const dyingAt = (turn: Turn, step: number): Turn => {
    let steps = 0;
    const die = () => {
      if (steps++ === step) throw new Error("killed");
    };
    return {
      async goOn() {
        die();
        return turn.goOn();
      },
      write: (write) =>
        turn.write(async (session) => {
          die();
          await write(session);
          die();
        }),
    };
  };

  it("is whole or not there, wherever its making ends, and the same as if it had never ended", async (context) => {
    const { database, options, releases } = await openWorld(context);
    const dyingMake = (step: number) =>
      takeTurn(database, "releases", (turn) => makeReleases(database, dyingAt(turn, step), options));
    let kept = 0;
    let steps = 0;
    for (let step = 0; ; step += step < 3 ? 1 : 7) {
      const outcome = await dyingMake(step).catch((error: Error) => error.message);
      steps += 1;
      if (outcome !== "killed") break;
      expect(await releases.list()).toEqual([]);
      expect(await database.query("select from release_file, release_part")).toEqual([]);
      const stored = await blobs(database);
      // What was stored is not lost, and not stored twice.
      expect(stored).toBeGreaterThanOrEqual(kept);
      kept = stored;
    }
    expect(steps).toBeGreaterThan(5);
    const [resumed] = await releases.list();
    const before = resumed === undefined ? [] : await releases.files(resumed.id);
    await database.query("truncate release_part, release_file, release, release_blob");
    await make(database, options);
    expect(await releases.list()).toEqual([resumed]);
    expect(await releases.files(resumed?.id ?? "")).toEqual(before);
  });

  if (kind === "postgresql") {
    it("is the same after kill -9 of the process that makes it, again and again", async (context) => {
      const { database, options: opened } = await open(context);
      const { options } = await publishWorld(database);
      const releases = createReleases(database);
      const script = join(projectFolder(), "lib", "releases", "testing", "maker.ts");
      const now = options.now().toISOString();
      const maker = () => {
        const child = spawn(process.execPath, ["--import", "tsx", script, opened.databaseUrl ?? "", now], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        onTestFinished(() => void child.kill("SIGKILL"));
        return child;
      };
      for (let kept = 0, round = 0; round < 2; round++) {
        const child = maker();
        const gone = once(child, "exit");
        // Some way into its work, further each time.
        const isFurther = async () => (await blobs(database)) > kept + 10 || child.exitCode !== null;
        await expect.poll(isFurther, { interval: 2 }).toBe(true);
        child.kill("SIGKILL");
        expect(await gone).toEqual([null, "SIGKILL"]);
        expect(await releases.list()).toEqual([]);
        kept = await blobs(database);
        await database.query("update job_lease set expires_at = now() - interval '1 second'");
      }
      const child = maker();
      await once(child, "exit");
      const [resumed, ...others] = await releases.list();
      expect([resumed === undefined, others, child.exitCode]).toEqual([false, [], 0]);
      const files = await releases.files(resumed?.id ?? "");
      await database.query("truncate release_part, release_file, release, release_blob");
      await make(database, options);
      expect(await releases.list()).toEqual([resumed]);
      expect(await releases.files(resumed?.id ?? "")).toEqual(files);
    });

    it("of two processes one makes it; one that lost its lease publishes nothing", async (context) => {
      const { database, options, releases } = await openWorld(context);
      const both = await Promise.allSettled([make(database, options), make(database, options)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(both.find(({ status }) => status === "rejected")).toMatchObject({
        reason: expect.any(JobTaken),
      });
      await database.query("truncate release_part, release_file, release, release_blob");
      let isTaken = false;
      const slow = takeTurn(database, "releases", (turn) =>
        makeReleases(
          database,
          {
            ...turn,
            async goOn() {
              if (!isTaken) {
                isTaken = true;
                await database.query("update job_lease set expires_at = now() - interval '1 second'");
                expect(await make(database, options)).not.toBeNull();
              }
              // It does not notice.
              return true;
            },
          },
          options,
        ),
      );
      expect(await slow).toBeNull();
      expect(await releases.list()).toHaveLength(1);
    });
  }

  it("is changed and taken away by no statement of the service", async (context) => {
    const { database, options, releases } = await openWorld(context);
    const id = (await make(database, options)) ?? "";
    const [before, files] = [await releases.list(), await releases.files(id)];
    for (const statement of [
      "update release set about = '{}'",
      "update release_file set hash = repeat('0', 64)",
      "update release_part set place = place + 1",
      "delete from release_part",
      "delete from release_file",
      "delete from release",
    ])
      await database.query(statement);
    await expect(database.query("delete from release_blob")).rejects.toThrow();
    expect([await releases.list(), await releases.files(id)]).toEqual([before, files]);
  });

  describe("the next release", () => {
    it("has the week that came, and shares what stayed", async (context) => {
      const { database, world, options, releases } = await openWorld(context);
      const first = await make(database, options);
      const stored = await blobs(database);
      await world.stage.pass(7);
      const second = await make(database, options);
      expect(second).not.toBe(first);
      const [newer, older] = await releases.list();
      expect(newer?.about.changes.added).toHaveLength(1);
      expect(newer?.about.changes.revised).toEqual([]);
      expect(newer?.about.weeks.slice(0, -1)).toEqual(older?.about.weeks);
      expect((await blobs(database)) - stored).toBeLessThan(stored);
      // The first is as it was.
      const sums = (await releases.text(first ?? "", "SHA256SUMS")).trim().split("\n");
      for (const line of sums) {
        const [hash, path = ""] = line.split("  ");
        const bytes = await bytesOf(releases, first ?? "", path);
        expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
      }
    });

    it("says which weeks were revised and why, and every figure before and after", async (context) => {
      const { database, options, releases } = await openWorld(context);
      await make(database, options);
      const [{ week }] = (await database.query(
        "select max(period_start)::text as week from statistic_period",
      )) as [{ week: string }];
      await database.query(
        "insert into statistic_revision values (1, now(), 'A bug counted some twice.', $1::date, $1::date)",
        [week],
      );
      await database.query(
        `insert into statistic_period (interval, period_start, revision, computed_at, skipped, newly_counted)
           select interval, period_start, 1, computed_at, skipped, newly_counted from statistic_period where period_start = $1::date`,
        [week],
      );
      // Other members, and twice as many: other figures.
      await database.query(
        `insert into statistic_point select statistic, interval, period_start, 1, edition, class, instances * 2,
           overlay(members placing 'abc' from 1 for 3), events, largest, details from statistic_point where period_start = $1::date`,
        [week],
      );
      const id = await make(database, options);
      expect(id).toMatch(/\.2$/);
      const release = await releases.find(id ?? "");
      expect(release?.about.changes).toMatchObject({
        added: [],
        revised: [{ week, revision: 1, reason: "A bug counted some twice." }],
      });
      const corrected = (await releases.text(id ?? "", "corrected.csv")).trim().split("\n");
      expect(corrected.length).toBeGreaterThan(10);
      const editions = corrected.filter((line) => line.startsWith(`1,${week},editions,all,,community,,`));
      const [before = 0, after = 0] = editions[0]?.split(",").slice(7).map(Number) ?? [];
      expect(Math.abs(after / before - 2)).toBeLessThan(0.3);
      const figures = await releases.text(id ?? "", "figures.csv");
      expect(figures).toContain(`editions,${week},1,all,,community,,${after},`);
    });

    it("waits while weeks that are over are being counted, and for a held week until it is released", async (context) => {
      const { database, options, releases } = await openWorld(context);
      const [{ week }] = (await database.query(
        "select max(period_start)::text as week from statistic_period",
      )) as [{ week: string }];
      await database.query(
        "update statistic_period set held_at = computed_at where period_start = $1::date",
        [week],
      );
      await make(database, options);
      const [first] = await releases.list();
      expect(first?.about.weeks.map(([start]) => start)).not.toContain(week);
      await database.query("update statistic_period set released_at = now() where period_start = $1::date", [
        week,
      ]);
      expect(await make(database, options)).not.toBeNull();
      await database.query("delete from statistic_period where period_start = $1::date", [week]);
      await database.query("update statistic_period set computed_at = $1::timestamptz - interval '1 hour'", [
        options.now(),
      ]);
      expect(await make(database, options)).toBeNull();
      const tomorrow = () => new Date(options.now().getTime() + 86_400_000);
      expect(await make(database, { ...options, now: tomorrow })).not.toBeNull();
    });
  });
});
