import type { Attributes, Frame } from "../declare/frame";

interface FrameOptions extends Partial<Omit<Attributes, "pools" | "restore" | "system">> {
  readonly edition?: string;
  readonly pools?: Partial<Attributes["pools"]>;
  readonly restore?: Partial<Attributes["restore"]>;
  readonly system?: Partial<NonNullable<Attributes["system"]>> | null;
  /** Days, of a period that ends on 29 November 2026. */
  readonly days?: Partial<Pick<Frame, "firstDay" | "lastDay" | "lastDayBefore">>;
  readonly events?: Readonly<Record<string, number>>;
  /** Events by field and value, such as `{ "alert.level": { refresh_failed: 2 } }`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What most tests say nothing of. */
export const quietFrame = {
  builds: [],
  cloneWeekdays: new Map(),
  snapshots: 4,
  isFollowed: true,
  restarts: null,
  cloneLives: new Map(),
  branchLives: new Map(),
  mostClones: 0,
  unknownNames: [],
} satisfies Partial<Frame>;

/** An ordinary instance of 4.2 on ZFS, with what a test changes of it. */
export function exampleFrame({ edition, days, events, values, ...attributes }: FrameOptions = {}): Frame {
  const { pools, restore, system, ...versions } = attributes;
  return {
    member: 1n,
    isNew: false,
    edition: edition ?? "community",
    isActive: true,
    end: "2026-11-30",
    firstDay: "2026-01-10",
    lastDay: "2026-11-24",
    lastDayBefore: "2026-08-20",
    attributesBefore: null,
    ...quietFrame,
    ...days,
    attributes: {
      engine_version: "v4.2.0-20261102-1216",
      db_version: "17",
      ...versions,
      pools: { fs_type: "zfs", number: 2, total_size: 2 ** 41, total_used: 2 ** 39, ...pools },
      restore: {
        mode: "logical",
        refreshing: "0 0 * * 1",
        jobs: ["logicalDump", "logicalRestore"],
        ...restore,
      },
      system: system === null ? null : { cpu: 8, total_memory: 33_540_153_344, ...system },
    },
    events: new Map(Object.entries(events ?? {})),
    values: new Map(
      Object.entries(values ?? {}).map(([field, counts]) => [field, new Map(Object.entries(counts))]),
    ),
    cloneTimes: new Map(),
  };
}
