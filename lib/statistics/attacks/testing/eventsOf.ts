import type { EventRow } from "../../../ingest/keepEvent";
import { eventOf } from "../../testing/fleet";
import type { Engine } from "./engines";

const dayMs = 86_400_000;

/** What a real engine sends from a moment on until another: on each of its days a start, a snapshot and its clones. */
export function eventsOf(engine: Engine, from: Date, until: Date): EventRow[] {
  const number = Number(engine.name.slice(1));
  // The edition comes with the key of an organization.
  const { editions } = engine.classes;
  const edition = editions === undefined || editions === "community" ? null : editions;
  const [begin, end] = [from.toISOString(), until.toISOString()];
  const days = [...engine.days].filter(
    ([day]) => Date.parse(day) < until.getTime() && Date.parse(day) > from.getTime() - 2 * dayMs,
  );
  return days.flatMap(([day, clones]) => {
    const at = (minutes: number) =>
      new Date(Date.parse(day) + (engine.startsAt + minutes) * 60_000).toISOString();
    const resets = Array.from({ length: clones }, (_, index) => ({
      name: "clone_reset",
      time: at(2 + (index % 300)),
      data: { cloning_time: engine.seconds * (1 + (((index + 2) % 5) - 2) * 0.01) },
    }));
    // Only what is asked for is made: an event costs more than its time.
    return [{ name: "engine_started", time: at(0), data: startOf(engine) }, ...resets]
      .filter(({ time }) => time >= begin && time < end)
      .map(({ name, time, data }) => ({ ...eventOf(number, name, { time, data }), edition }));
  });
}

function startOf({ classes }: Engine): object {
  const fileSystem = classes["file-systems"] === "none" ? "" : classes["file-systems"];
  const size = fileSystem === "zfs" ? 2 ** 41 : 0;
  return {
    engine_version: `v${classes["engine-versions"]}.0-20260507-0910`,
    db_version: classes["postgres-versions"],
    pools: {
      fs_type: fileSystem,
      number: poolsOf[classes.pools ?? ""] ?? 1,
      total_size: size,
      total_used: size / 4,
    },
    restore: { mode: classes["restore-modes"], refreshing: "", jobs: ["logicalDump"] },
    system:
      classes.memory === "outside"
        ? undefined
        : { cpu: Number(classes["cpu-cores"]), total_memory: Number(classes.memory) * 2 ** 30, data_used: 0 },
  };
}

const poolsOf: Readonly<Record<string, number>> = { "0": 0, "1": 1, "2": 2, "4": 4, "8": 7 };
