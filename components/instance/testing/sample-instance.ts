import type { ErasureReceipt } from "@/lib/instances/erasure/receipt";
import type { HistoryPeriod, InstanceHistory } from "@/lib/instances/history/history";
import type { InstanceNow } from "@/lib/instances/now/instanceNow";
import { addDays } from "@/lib/words/period";
import type { ShownInstance } from "../instance-frame";

export const sampleInstance: ShownInstance = {
  instanceId: "c6vq1tqs0qtc73dlqkpg",
  isExample: false,
  base: "/instance",
  viewer: "owner",
};
export const exampleInstance: ShownInstance = {
  instanceId: "c6fgs68hmvj3sm2pbphg",
  isExample: true,
  base: "/instance",
  viewer: "owner",
};

/** What a 4.1 engine on ZFS is in the middle of its life, for tests. */
export const sampleNow: InstanceNow = {
  isExample: false,
  edition: "community",
  firstSeen: "2026-09-01T08:00:00.000Z",
  lastSeen: "2026-11-25T10:42:00.000Z",
  daysSeen: 51,
  start: {
    at: "2026-11-20T07:00:00.000Z",
    data: {
      engine_version: "v4.1.3-20260507-0910",
      db_engine: "postgres",
      db_version: "17",
      pools: { fs_type: "zfs", number: 2, total_size: 2_147_483_648_000, total_used: 734_003_200_123 },
      restore: { mode: "logical", refreshing: "0 0 * * 1", jobs: ["logicalDump", "logicalRestore"] },
      system: { cpu: 8, total_memory: 33_540_153_344, data_used: 734_003_200_123 },
    },
  },
  state: { kind: "running", since: "2026-11-20T07:00:00.000Z" },
  versionClass: "4.1",
  newerVersions: ["4.2"],
  scheduleWords: "Weekly, on Mondays at 00:00",
  events: [
    { type: "engine_started", title: "Engine started", events: 4, lastDay: "2026-11-20" },
    { type: "clone_created", title: "Clone created", events: 1203, lastDay: "2026-11-25" },
  ],
  totalEvents: 1207,
};

/** The same of an engine that never sent `engine_started`. */
export const neverStarted: InstanceNow = {
  ...sampleNow,
  start: null,
  state: { kind: "unknown", since: null },
  versionClass: null,
  newerVersions: [],
  scheduleWords: null,
  events: [{ type: "clone_created", title: "Clone created", events: 1, lastDay: "2026-11-25" }],
  totalEvents: 1,
  daysSeen: 1,
};

/** The same of an engine 3.0 on LVM, which says nothing of its system and its sizes. */
export const onLvm: InstanceNow = {
  ...sampleNow,
  start: {
    at: "2026-11-20T07:00:00.000Z",
    data: {
      engine_version: "v3.0.0-20211220-1923",
      db_version: "",
      pools: { fs_type: "lvm", number: 1, total_size: 0, total_used: 0 },
      restore: { mode: "physical", refreshing: "", jobs: null },
    },
  },
  state: { kind: "stopped", since: "2026-11-24T07:00:00.000Z" },
  versionClass: "3.0",
  newerVersions: ["4.2", "4.1"],
  scheduleWords: "None",
};

/** The documentation's example before anybody sent anything with it. */
export const unsentExample: InstanceNow = {
  ...neverStarted,
  isExample: true,
  firstSeen: null,
  lastSeen: null,
  events: [],
  totalEvents: 0,
  daysSeen: 0,
};

const quietPeriod: Omit<HistoryPeriod, "start" | "end"> = {
  clonesCreated: 0,
  clonesReset: 0,
  clonesDestroyed: 0,
  snapshots: 0,
  starts: 0,
  alerts: 0,
  cloneTime: null,
  poolUse: null,
};

/** Days up to 25 November 2026; `parts` are the last ones of them, oldest first. */
export function sampleHistory(days: number, parts: readonly Partial<HistoryPeriod>[] = []): InstanceHistory {
  return {
    interval: "day",
    periods: Array.from({ length: days }, (_, index) => ({
      start: addDays("2026-11-25", index + 1 - days),
      end: addDays("2026-11-25", index + 2 - days),
      ...quietPeriod,
      ...parts[index - (days - parts.length)],
    })),
    stops: [],
  };
}

export const sampleReceipt: ErasureReceipt = {
  id: "0b3c6f1e-9d0a-4c5e-8b1a-3f6d2a7c9e10",
  state: "hidden",
  requestedAt: "2026-11-25T10:00:00.000Z",
  purgeAt: "2026-12-02T10:00:00.000Z",
  undoneAt: null,
  purgedAt: null,
  refusesEvents: false,
  counts: { events: 1207, days: 51 },
};
