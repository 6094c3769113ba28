import { v7 as uuidv7 } from "uuid";
import { catalogue } from "../lib/catalogue";
import { ensurePartitions } from "../lib/database/partitions";
import type { Database } from "../lib/database/types";
import type { EventRow } from "../lib/ingest/keepEvent";
import { writeEvents } from "../lib/ingest/testing/writeEvents";
import { createPseudonyms } from "../lib/settings/pseudonyms";
import { seeded } from "./seeded";

interface FillOptions {
  readonly events: number;
  readonly instances: number;
  readonly days: number;
  readonly now: Date;
  readonly pepper: string;
  readonly onProgress?: (events: number) => void;
}

const batchRows = 4_000;
const dayMs = 86_400_000;
const versions = [
  "v3.5.0-20240318-0951",
  "v4.0.0-20250630-1030",
  "v4.1.3-20260507-0910",
  "v4.2.0-20261102-1216",
];
const types = ["clone_created", "clone_created", "clone_destroyed", "clone_reset", "snapshot_created"];

/**
 * Fills a database with events spread evenly over instances and days, through the write statement that ingest uses,
 * received when they happened. Each instance starts on its first day and every thirtieth day after.
 */
export async function fillDatabase(database: Database, options: FillOptions): Promise<void> {
  const { events, instances, days, now, onProgress } = options;
  await ensurePartitions(database, { now, retentionDays: days + 31 });
  const random = seeded(7);
  const pseudonyms = createPseudonyms(options.pepper);
  const keys = Array.from({ length: instances }, (_, index) =>
    pseudonyms.instanceKey(`c${String(index).padStart(19, "0")}`),
  );
  const clones = new Map<string, string[]>();
  const perDay = events / days;
  let written = 0;
  for (let day = days - 1; day >= 0; day -= 1) {
    const midnight = Math.floor(now.getTime() / dayMs) * dayMs - day * dayMs;
    const untilNow = day === 0 ? now.getTime() - midnight : dayMs;
    const rows: EventRow[] = [];
    for (const [index, key] of keys.entries()) {
      if ((day + index) % 30 === 0 || day === days - 1) rows.push(startOf(key, index, midnight, random));
    }
    const busy = Math.max(0, Math.round(perDay) - rows.length);
    for (let count = 0; count < busy; count += 1) {
      // Heavy-tailed: a few instances send most.
      const key = keys[Math.floor(random() ** 2 * instances)] ?? "";
      const name = types[Math.floor(random() * types.length)] ?? "";
      rows.push(eventOf(key, name, midnight + Math.floor(random() * untilNow), { random, clones }));
    }
    for (let from = 0; from < rows.length; from += batchRows) {
      await writeEvents(database, rows.slice(from, from + batchRows), { timeoutMs: 120_000, isRetry: false });
    }
    written += rows.length;
    onProgress?.(written);
  }
}

function startOf(key: string, index: number, midnight: number, random: () => number): EventRow {
  const example = structuredClone(catalogue.find("engine_started")?.example ?? {}) as EventRow["data"];
  return rowOf(key, "engine_started", midnight + Math.floor(random() * 60_000), {
    ...example,
    engine_version: versions[index % versions.length] ?? "",
    pools: {
      fs_type: index % 6 === 0 ? "lvm" : "zfs",
      number: 1 + (index % 3),
      total_size: 2 ** (33 + (index % 9)),
      total_used: 2 ** 32,
    },
    system: { cpu: 2 ** (index % 7), total_memory: 2 ** (32 + (index % 6)), data_used: 2 ** 32 },
  });
}

interface Made {
  readonly random: () => number;
  /** Of each instance, those that are there. */
  readonly clones: Map<string, string[]>;
}

function eventOf(key: string, name: string, time: number, { random, clones }: Made): EventRow {
  if (name === "snapshot_created") return rowOf(key, name, time, {});
  const open = clones.get(key) ?? [];
  clones.set(key, open);
  if (name === "clone_created")
    open.push(
      Math.floor(random() * 2 ** 52)
        .toString(16)
        .padStart(32, "0"),
    );
  // One of the newest, for most clones live for hours.
  const place = Math.max(0, open.length - 1 - Math.floor(random() * 4));
  const id = open[place] ?? "0f343b0931126a20f133d67c2b018a3b";
  if (name === "clone_destroyed") {
    open.splice(place, 1);
    return rowOf(key, name, time, { id });
  }
  const cloning_time = name === "clone_reset" ? Number((0.4 + random() * 4).toFixed(6)) : 0;
  return rowOf(key, name, time, { id, cloning_time, dsa_diff: 120.5 });
}

function rowOf(key: string, name: string, time: number, data: EventRow["data"]): EventRow {
  const at = new Date(time).toISOString();
  return {
    instance_key: key,
    event_time: at,
    id: uuidv7(),
    event_type: name,
    received_at: at,
    data,
    example: false,
    left_out: null,
    counted_by: "event_time",
    edition: null,
    keyed: false,
  };
}
