import type { SchemaReading } from "../database/migrations/readApplied";
import { sayBytes } from "../words/sayBytes";
import { sayDay } from "../words/sayDates";
import { saySeconds } from "../words/sayNumbers";
import { countOf, listOf } from "../words/sayPlurals";
import { act, type HealthCheck, look, well } from "./check";
import type { MeasuredValues } from "./measuredValues";
import { endOfNode } from "./nodeLines";

/** What is known of what the service runs on. */
export interface MachineInput {
  readonly now: Date;
  readonly measured: MeasuredValues;
  /** Null while the database does not answer. */
  readonly schema: SchemaReading | null;
  /** How far this process's clock is from the database's; null while the database does not answer. */
  readonly clockOffMs: number | null;
  readonly clockToleranceMs: number;
  /** Weeks that are held for review; null while the database does not answer. */
  readonly held: number | null;
  /** Version of Node.js. */
  readonly node: string;
}

/** As the alerts have them. */
const freeShare = 0.1;
const slowSeconds = 0.5;
const lateSeconds = 0.1;
/** What a transaction tries again by itself. */
const triedAgain: readonly (string | number | undefined)[] = ["23", "40"];

/** What the service runs on: database, disk, processes, clocks and versions. */
export function checkMachine(input: MachineInput): HealthCheck[] {
  return [
    checkErrors(input),
    checkStatements(input),
    checkDisk(input),
    checkLoop(input),
    checkPages(input),
    checkClock(input),
    checkHeld(input),
    checkSchema(input),
    checkNode(input),
  ];
}

function checkErrors({ measured }: MachineInput): HealthCheck {
  const title = "Database: errors";
  const classes = new Map<string, number>();
  for (const { labels, value } of measured.samples("telemetry_database_errors_total") ?? []) {
    if (value === 0 || triedAgain.includes(labels.class)) continue;
    const name = String(labels.class);
    classes.set(name, (classes.get(name) ?? 0) + value);
  }
  if (classes.size === 0) return well(title, "None since the start");
  const counts = [...classes].map(([name, count]) => `${count} of class ${name}`);
  return look(title, `Since the start: ${listOf(counts)}`, "TelemetryDatabaseErrors");
}

function checkStatements({ measured }: MachineInput): HealthCheck {
  const title = "Database: time";
  const isOfFront = ({ process }: Readonly<Record<string, string | number>>) => process === "front";
  const p99 = measured.quantile("telemetry_database_seconds", 0.99, isOfFront);
  if (p99 === null) return well(title, "Not known");
  const says = Number.isFinite(p99)
    ? `99% of statements took at most ${saySeconds(p99)} since the start`
    : "One of a hundred statements took longer than 10 s since the start";
  return p99 > slowSeconds ? look(title, says, "TelemetryDatabaseSlow") : well(title, says);
}

function checkDisk({ measured }: MachineInput): HealthCheck {
  const title = "Disk";
  const free = measured.sum("telemetry_disk_free_bytes");
  const all = measured.sum("telemetry_disk_bytes");
  if (free === null || all === null || all === 0) return well(title, "Not known");
  const says = `${sayBytes(free)} of ${sayBytes(all)} free where DATA_DIR is`;
  return free / all < freeShare ? act(title, says, "TelemetryDiskFilling") : well(title, says);
}

function checkLoop({ measured }: MachineInput): HealthCheck {
  const title = "Process in front";
  const late = measured.sum(
    "telemetry_event_loop_lag_seconds",
    ({ process, quantile }) => process === "front" && quantile === "0.99",
  );
  if (late === null) return well(title, "Not known");
  const says = `Its event loop is late by ${saySeconds(late)} at the most, 99 times of 100`;
  return late > lateSeconds ? look(title, says, "TelemetryEventLoopLate") : well(title, says);
}

function checkPages({ measured }: MachineInput): HealthCheck {
  const title = "Process with the pages";
  const starts = measured.sum("telemetry_pages_starts_total");
  if (starts === null) return well(title, "Serves");
  const again = Math.max(0, starts - 1);
  if (again === 0) return well(title, "Serves since the start");
  return look(title, `Serves, and was started again ${countOf(again, "time")}`, "TelemetryPagesRestarting");
}

function checkClock({ clockOffMs, clockToleranceMs }: MachineInput): HealthCheck {
  const title = "Clock";
  if (clockOffMs === null) return well(title, "Not known");
  const off = saySeconds(Math.abs(clockOffMs) / 1_000);
  if (Math.abs(clockOffMs) > clockToleranceMs)
    return act(title, `${off} ${clockOffMs > 0 ? "ahead of" : "behind"} the database's`, "ClocksDiffer");
  return well(title, "Agrees with the database's");
}

function checkHeld({ held }: MachineInput): HealthCheck {
  const title = "Statistics";
  if (held === null) return well(title, "Not known");
  return held === 0
    ? well(title, "No week is held")
    : look(title, `${countOf(held, "week")} held for review`, "WeekHeld");
}

function checkSchema({ schema }: MachineInput): HealthCheck {
  const title = "Schema";
  if (schema === null) return well(title, "Not known");
  if (schema.unknown !== null)
    return look(title, `The database has ${schema.unknown}, which this version does not know`, "SchemaNewer");
  return well(title, `${countOf(schema.applied, "migration")}, all that this version has`);
}

function checkNode({ node, now }: MachineInput): HealthCheck {
  const title = "Node.js";
  const end = endOfNode(node);
  if (end === null) return well(title, `${node}, no long-term line`);
  if (Date.parse(end) < now.getTime())
    return look(title, `${node}, without security fixes since ${sayDay(end)}`, "NodeEnded");
  return well(title, `${node}, with security fixes until ${sayDay(end)}`);
}
