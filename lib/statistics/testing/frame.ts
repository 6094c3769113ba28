import { cloneTimeBucket } from "../../catalogue";
import type { Frame } from "../declare/frame";
import { quietFrame } from "./exampleFrame";

interface FrameParts {
  readonly edition?: string;
  readonly fsType?: string;
  readonly cloneTimesSeconds?: readonly number[];
  readonly events?: Readonly<Record<string, number>>;
  readonly lastDay?: string;
}

/** The frame of an active instance, of which a test says only what it is about. */
export function frameOf(parts: FrameParts = {}): Frame {
  const {
    edition = "community",
    fsType = "zfs",
    cloneTimesSeconds = [],
    events = {},
    lastDay = "2026-11-18",
  } = parts;
  const cloneTimes = new Map<number, number>();
  for (const seconds of cloneTimesSeconds) {
    const bucket = cloneTimeBucket(seconds);
    if (bucket !== null) cloneTimes.set(bucket, (cloneTimes.get(bucket) ?? 0) + 1);
  }
  return {
    member: 1n,
    isNew: false,
    edition,
    attributes: {
      engine_version: "v4.1.3-20260507-0910",
      db_version: "17",
      pools: { fs_type: fsType, number: 1, total_size: 2 ** 40, total_used: 2 ** 39 },
      restore: { mode: "logical", refreshing: "", jobs: null },
      system: { cpu: 8, total_memory: 2 ** 35 },
    },
    isActive: true,
    end: "2026-11-23",
    firstDay: "2026-11-02",
    lastDay,
    lastDayBefore: null,
    attributesBefore: null,
    ...quietFrame,
    events: new Map(Object.entries(events)),
    values: new Map(),
    cloneTimes,
  };
}
