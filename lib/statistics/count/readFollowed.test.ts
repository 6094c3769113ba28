import { describe, expect, it } from "vitest";
import { ensurePartitions } from "../../database/partitions";
import { onDatabase } from "../../database/testing/databases";
import { writeEvents } from "../../ingest/testing/writeEvents";
import { periodOf } from "../../words/period";
import { eventOf } from "../testing/fleet";
import { followingOf, readFollowed, readFollowedPart } from "./readFollowed";

const fresh = { timeoutMs: 10_000, isRetry: false };
/** Monday 16 to Sunday 22 November. */
const week = periodOf("week", "2026-11-18");

/** What an instance sends: the type, when in 2026, and of which clone or branch. */
type Sent = readonly [type: string, time: string, thing?: string];

const rowOf = ([type, time, thing]: Sent, instance = 1) =>
  eventOf(instance, type, {
    time: `2026-${time}:00Z`,
    data: thing === undefined ? {} : type.startsWith("branch") ? { name: thing } : { id: thing },
  });
const { instance_key: key } = rowOf(["alert", "11-18T10:00"]);

onDatabase((open) => {
  const ready = async (context: Parameters<typeof open>[0], sent: readonly Sent[], retentionDays = 120) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: new Date("2026-11-27T12:00:00Z"), retentionDays });
    await writeEvents(
      database,
      sent.map((one) => rowOf(one)),
      fresh,
    );
    return database;
  };
  const tell = async (context: Parameters<typeof open>[0], sent: readonly Sent[], firstDay = "2026-01-10") =>
    (await readFollowed(await ready(context, sent), [key], week, () => firstDay)).get(key);

  describe("a start", () => {
    const start = (time: string): Sent => ["engine_started", time];
    const stop = (time: string): Sent => ["engine_stopped", time];
    const own = start("11-18T11:00");

    it.for<readonly [string, readonly Sent[], object | null]>([
      ["that is the first of all", [own], null],
      ["after a stop", [start("11-16T00:00"), stop("11-18T10:00"), own], { clean: 1, unclean: 0 }],
      ["after another", [start("11-16T00:00"), own], { clean: 0, unclean: 1 }],
      ["after one of long ago", [start("09-18T10:00"), own], { clean: 0, unclean: 1 }],
      [
        "after a stop of long ago",
        [start("09-01T10:00"), stop("09-18T10:00"), own],
        { clean: 1, unclean: 0 },
      ],
      [
        "after a start and a stop of one day",
        [start("11-01T10:00"), stop("11-01T11:00"), own],
        { clean: 1, unclean: 0 },
      ],
      [
        "after a stop and a start of one day",
        [stop("11-01T10:00"), start("11-01T11:00"), own],
        { clean: 0, unclean: 1 },
      ],
      ["of another week", [start("11-15T23:59"), start("11-23T00:00")], null],
    ])("%s", async ([, sent, restarts], context) => {
      expect((await tell(context, sent))?.restarts).toEqual(restarts);
    });
  });

  it("follows clones by their ids, also when one is used again", async (context) => {
    const told = await tell(context, [
      ["clone_created", "11-16T10:00", "a"],
      ["clone_destroyed", "11-16T10:30", "a"],
      ["clone_created", "11-17T10:00", "a"],
      ["clone_destroyed", "11-18T09:00", "a"],
      // Told twice.
      ["clone_destroyed", "11-18T09:01", "a"],
      ["clone_created", "11-10T10:00", "b"],
      ["clone_destroyed", "11-18T10:00", "b"],
      // Of before the days that are looked at.
      ["clone_created", "10-18T23:00", "c"],
      ["clone_destroyed", "11-18T10:00", "c"],
      ["clone_created", "11-19T10:00", "still-there"],
      ["clone_destroyed", "11-23T00:00", "still-there"],
    ]);
    expect(told?.cloneLives).toEqual(
      new Map([
        ["under-1-h", 1],
        ["6-24-h", 1],
        ["7-28-d", 1],
        ["over-28-d", 1],
      ]),
    );
    expect(told?.branchLives).toEqual(new Map());
  });

  it.for<readonly [string, readonly [string, number][]]>([
    ["2026-10-19", []],
    ["2026-10-18", [["over-28-d", 1]]],
  ])(
    "of a clone that nobody saw created, of an instance seen since %s, is known %j",
    async ([firstDay, lives], context) => {
      const told = await tell(context, [["clone_destroyed", "11-18T10:00", "older"]], firstDay);
      expect(told?.cloneLives).toEqual(new Map(lives));
    },
  );

  it("follows branches by their names", async (context) => {
    const told = await tell(context, [
      ["branch_created", "11-16T10:00", "main"],
      ["branch_destroyed", "11-16T22:00", "main"],
      ["branch_created", "11-12T10:00", "feature"],
      ["branch_destroyed", "11-18T10:00", "feature"],
    ]);
    expect(told?.branchLives).toEqual(
      new Map([
        ["under-1-d", 1],
        ["1-7-d", 1],
      ]),
    );
  });

  it.for<readonly [string, readonly Sent[], number]>([
    ["none", [], 0],
    [
      "two of them together",
      [
        ["clone_created", "11-16T10:00", "a"],
        ["clone_created", "11-16T10:10", "b"],
        ["clone_destroyed", "11-16T10:20", "a"],
        ["clone_created", "11-16T10:30", "c"],
      ],
      2,
    ],
    [
      "with one of the weeks before",
      [
        ["clone_created", "10-20T10:00", "old"],
        ["clone_created", "11-02T10:00", "gone"],
        ["clone_destroyed", "11-03T10:00", "gone"],
        ["clone_created", "11-16T10:00", "a"],
      ],
      2,
    ],
    [
      "with two that are older",
      [
        ["clone_destroyed", "11-16T10:00", "old"],
        ["clone_destroyed", "11-16T10:10", "older"],
      ],
      2,
    ],
  ])("counts the clones of an instance at once: %s", async ([, sent, most], context) => {
    expect((await tell(context, sent))?.mostClones).toBe(most);
  });

  it("counts snapshots and days with clones in the four weeks up to the end", async (context) => {
    const told = await tell(context, [
      ["snapshot_created", "10-25T10:00"],
      ["snapshot_created", "10-26T10:00"],
      ["snapshot_created", "11-22T10:00"],
      ["clone_created", "10-25T10:00"],
      ["clone_created", "10-26T10:00"],
      ["clone_reset", "10-26T10:00"],
      ["clone_reset", "11-16T10:00"],
      ["clone_destroyed", "11-17T10:00"],
      ["clone_created", "11-22T10:00"],
    ]);
    expect(told?.snapshots).toBe(2);
    expect(told?.cloneWeekdays).toEqual(
      new Map([
        [1, 2],
        [7, 1],
      ]),
    );
  });

  it("follows everybody in a small fleet, and a part of a large one", async (context) => {
    const database = await ready(context, []);
    const rows = Array.from({ length: 501 }, (_, instance) => rowOf(["alert", "11-18T10:00"], instance));
    const follows = async () => {
      const isFollowed = followingOf(await readFollowedPart(database, week));
      return [0n, 1n, 2n, 3n].map(isFollowed);
    };
    await writeEvents(database, rows.slice(1), fresh);
    expect(await follows()).toEqual([true, true, true, true]);
    await writeEvents(database, rows.slice(0, 1), fresh);
    expect(await follows()).toEqual([true, false, true, false]);
  });

  it("follows nobody where raw events are gone", async (context) => {
    const database = await ready(context, [], 20);
    expect(followingOf(await readFollowedPart(database, week))(0n)).toBe(false);
    expect(followingOf(await readFollowedPart(database, periodOf("week", "2026-12-02")))(0n)).toBe(true);
  });
});
