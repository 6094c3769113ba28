import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { catalogue, eventTypes, keep } from "..";

function issuesOf(name: string, data: unknown): string[] {
  const result = catalogue.find(name)?.data.safeParse(data);
  return result?.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
}

const started = catalogue.find("engine_started")?.example ?? {};

test("every file declares an event type that is in the list", () => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => !file.includes(".test."))
    .filter((file) => readFileSync(`${import.meta.dirname}/${file}`, "utf8").includes("declareEventType({"));
  const named = eventTypes.map(
    ({ name }) => `${name.replaceAll(/_(.)/g, (_, letter) => letter.toUpperCase())}.ts`,
  );
  expect(named.toSorted()).toEqual(files.toSorted());
});

test("every example is valid", () => {
  for (const type of eventTypes) expect(type.data.parse(type.example)).toStrictEqual(type.example);
});

test.each([
  ["engine_version", undefined, "is missing"],
  ["engine_version", "v".repeat(129), "must not be longer than 128"],
  ["db_version", 17, "must be a string"],
  ["pools", null, "must be an object"],
  ["pools.fs_type", "btrfs", 'must be one of "zfs", "lvm", ""'],
  ["pools.number", 10_001, "must be a whole number from 0 to 10000"],
  ["pools.total_size", -1, "must be a whole number"],
  ["pools.total_used", 2 ** 53, "must be a whole number"],
  ["restore.mode", "constructor", 'must be one of "logical", "physical", "unknown"'],
  ["restore.jobs", "logicalDump", "must be a list of retrieval jobs, or null"],
  ["restore.jobs", undefined, "is missing"],
  ["system", null, "must be an object"],
  ["system.cpu", 65_536, "must be a whole number from 0 to 65535"],
  ["system.cpu", 1.5, "must be a whole number"],
  ["system.total_memory", Number.POSITIVE_INFINITY, "must be a whole number"],
])("engine_started with %s = %j is refused in words", (path, value, message) => {
  const data = structuredClone(started);
  const [first = "", second] = path.split(".");
  if (second === undefined) data[first] = value;
  else (data[first] as Record<string, unknown>)[second] = value;
  const [issue] = issuesOf("engine_started", data);
  expect(issue).toMatch(new RegExp(`^${path} `));
  expect(issue).toContain(message);
});

test.each([
  ["engine_version", "acme production server"],
  ["engine_version", ""],
  ["db_engine", "Our Postgres"],
  ["db_version", "17 for acme"],
  ["restore.refreshing", "when acme asks for it please"],
  ["restore.refreshing", "0 0 * *"],
])("engine_started with %s = %j is taken, but only the length of that text is kept", (path, value) => {
  const type = catalogue.find("engine_started");
  if (type === undefined) throw new Error("not declared");
  const data = structuredClone(started);
  const [first = "", second] = path.split(".");
  if (second === undefined) data[first] = value;
  else (data[first] as Record<string, unknown>)[second] = value;
  const kept = keep(type, type.data.parse(data), () => "hash");
  expect(second === undefined ? kept[first] : (kept[first] as Record<string, unknown>)[second]).toBe(
    `other (${value.length} characters)`,
  );
});

test.each([
  ["engine_stopped", { uptime: -1 }, "uptime must not be negative"],
  ["engine_stopped", { uptime: 1e10 }, "uptime must not be longer than 292 years"],
  ["engine_stopped", { uptime: "5" }, "uptime must be a finite number of seconds"],
  ["clone_created", { id: "a", cloning_time: Number.POSITIVE_INFINITY }, "cloning_time must be a finite"],
  ["clone_reset", { id: "a", cloning_time: 1, dsa_diff: null }, "dsa_diff must be a finite number"],
  ["clone_destroyed", { id: "Bob's clone" }, "id must be a clone ID"],
  ["clone_destroyed", { id: "a".repeat(65) }, "id must be a clone ID"],
  ["clone_updated", { id: "a", protected: 1 }, "protected must be true or false"],
  ["branch_created", { name: "" }, "name must not be empty"],
  ["branch_created", { name: "a".repeat(513) }, "name must not be longer than 512"],
  ["branch_created", { name: "a\0b" }, "name must be well-formed"],
  ["snapshot_destroyed", { id: "a\ud800" }, "id must be well-formed"],
  ["config_probed", { provider: "acme" }, 'provider must be one of "rds"'],
  ["alert", { level: "panic", message: "x" }, 'level must be one of "refresh_failed"'],
  ["alert", { level: "refresh_failed", message: "x".repeat(1025) }, "message must not be longer than 1024"],
])("%s %j is refused in words", (name, data, words) => {
  expect(issuesOf(name, data)[0]).toContain(words);
});

test("no refusal repeats what was sent", () => {
  const secret = "Zanzibar Bank";
  const everywhere = {
    ...started,
    engine_version: secret,
    db_engine: secret,
    db_version: secret,
    pools: { fs_type: secret, number: secret, total_size: secret, total_used: secret },
    restore: { mode: secret, refreshing: secret, jobs: [secret] },
    system: { cpu: secret, total_memory: secret, data_used: secret },
  };
  const issues = [
    ...issuesOf("engine_started", everywhere),
    ...issuesOf("alert", { level: secret, message: 1 }),
    ...issuesOf("config_probed", { provider: secret }),
    ...issuesOf("clone_updated", { id: secret, protected: secret }),
  ];
  expect(issues.length).toBeGreaterThanOrEqual(14);
  expect(issues.join("\n")).not.toContain("Zanzibar");
});

describe("what real engines send, beyond the captures", () => {
  const withVersion = (version: string) => ({ ...started, engine_version: version });
  const withTimetable = (refreshing: string) => ({
    ...started,
    restore: { mode: "unknown", refreshing, jobs: null },
  });

  test.each([
    "v4.2.0-rc.3-20261001-0910",
    "v3.4.0-12-g1a2b3c4-20230810-1745",
    "1a2b3c4d-20230810-1745",
    "-20230810-1745",
    "-",
  ])("engine version %s", (version) => {
    expect(issuesOf("engine_started", withVersion(version))).toEqual([]);
  });

  test.each([
    "",
    "*/15 0-6,22 1 * ?",
    "5 0 * JAN,jul MON-Fri",
    "CRON_TZ=Europe/Berlin 0 3 * * *",
    " 0 3 * * 1 ",
  ])("timetable %j", (refreshing) => {
    expect(issuesOf("engine_started", withTimetable(refreshing))).toEqual([]);
  });

  test.each(["", "unknown", "9.6", "17"])("Postgres version %j", (dbVersion) => {
    expect(issuesOf("engine_started", { ...started, db_version: dbVersion })).toEqual([]);
  });

  test("names of branches and snapshots in any script", () => {
    expect(issuesOf("branch_created", { name: "фича/日本語-🐘" })).toEqual([]);
    expect(issuesOf("snapshot_destroyed", { id: "pool/branch/main@snapshot_20260507091000" })).toEqual([]);
  });
});

describe("both spellings of total memory", () => {
  const parsedSystem = (system: Record<string, unknown>) =>
    catalogue.find("engine_started")?.data.parse({ ...started, system }).system;

  test("the documentation's is kept under the engine's name", () => {
    expect(parsedSystem({ cpu: 1, totalMemory: 5, data_used: 2 })).toStrictEqual({
      cpu: 1,
      total_memory: 5,
      data_used: 2,
    });
  });

  test("where both are sent the engine's wins", () => {
    expect(parsedSystem({ totalMemory: 5, total_memory: 6, cpu: 1, data_used: 2 })).toStrictEqual({
      cpu: 1,
      total_memory: 6,
      data_used: 2,
    });
  });
});
