import type { ObjectiveReading } from "../objective/readObjective";
import type { SpoolReading } from "../status/readSpool";
import { receivingOf, sayReceiving, sayVerdict } from "../status/sayVerdict";
import { sayBytes } from "../words/sayBytes";
import { saySeconds } from "../words/sayNumbers";
import { countOf } from "../words/sayPlurals";
import { act, type HealthCheck, look, well } from "./check";
import type { MeasuredValues } from "./measuredValues";

/** What is known of receiving. */
export interface ReceivingInput {
  readonly now: Date;
  readonly isAway: boolean;
  readonly spool: SpoolReading | null;
  readonly lastStoredAt: string | null;
  /** Null while the database does not answer. */
  readonly objective: ObjectiveReading | null;
  readonly measured: MeasuredValues;
}

/** Of the spool, from so much on: as the alert has it. */
const fillingShare = 0.5;
const silentAfterMs = 2 * 3_600_000;
const foldLateSeconds = 60;

/** How engines' events are taken, from the request to the roll-ups. */
export function checkReceiving(input: ReceivingInput): HealthCheck[] {
  return [
    checkTaking(input),
    checkObjective(input),
    checkLastEvent(input),
    checkQueue(input),
    ...checkSpool(input),
    checkFolds(input),
  ];
}

function checkTaking({ isAway, spool }: ReceivingInput): HealthCheck {
  const title = "Receiving";
  const { headline } = sayReceiving(isAway, spool);
  const receiving = receivingOf(isAway, spool);
  if (receiving === "refusing") return act(title, headline, "TelemetryRefusesEvents");
  return receiving === "spooling" ? act(title, headline, "TelemetrySpooling") : well(title, headline);
}

function checkObjective(input: ReceivingInput): HealthCheck {
  const title = "Objective";
  const { objective } = input;
  if (objective === null) return well(title, "Not known");
  const { details } = sayVerdict({
    objective,
    spool: null,
    isAway: false,
    lastStoredAt: null,
    computedAt: input.now.toISOString(),
  });
  const says = details.length === 0 ? "No request of an engine yet" : details.join(" ");
  const isMissed = objective.window.keeping === "missed";
  return isMissed ? look(title, says, "TelemetryObjectiveMissed") : well(title, says);
}

function checkLastEvent({ now, lastStoredAt }: ReceivingInput): HealthCheck {
  const title = "Last event";
  // A service that never received anything is new, not silent.
  if (lastStoredAt === null) return well(title, "None since this process started");
  const ageMs = now.getTime() - Date.parse(lastStoredAt);
  const says = `Stored ${saySeconds(Math.max(0, ageMs / 1_000))} ago`;
  return ageMs > silentAfterMs ? look(title, says, "TelemetrySilent") : well(title, says);
}

function checkQueue({ measured }: ReceivingInput): HealthCheck {
  const title = "Queue";
  const rows = measured.sum("telemetry_queue_rows");
  const refused = measured.sum("telemetry_refusals_total", ({ reason }) => reason === "queue_full") ?? 0;
  const says = rows === null ? "Not known" : `${countOf(rows, "event")} before the writers`;
  if (refused === 0) return well(title, says);
  return look(
    title,
    `${says}; ${countOf(refused, "event")} refused since the start because it was full`,
    "TelemetryRefusesEvents",
  );
}

function checkSpool({ now, spool, measured }: ReceivingInput): HealthCheck[] {
  const title = "Spool";
  if (spool === null)
    return [look(title, "Switched off: what the database does not take is refused", "TelemetrySpooling")];
  const limit = measured.sum("telemetry_spool_limit_bytes") ?? 0;
  const bytes = measured.sum("telemetry_spool_bytes") ?? 0;
  const { waiting, since, damaged, damagedFiles } = spool;
  const age =
    since === null ? "" : `, the oldest for ${saySeconds((now.getTime() - Date.parse(since)) / 1_000)}`;
  const room = limit === 0 ? "" : ` of ${sayBytes(limit)}`;
  const says =
    waiting === 0 ? "Empty" : `${countOf(waiting, "event")} wait in ${sayBytes(bytes)}${room}${age}`;
  const isFilling = spool.isFull || (limit > 0 && bytes / limit > fillingShare);
  return [
    isFilling ? act(title, says, "TelemetrySpoolFilling") : well(title, says),
    ...(damaged > 0 || damagedFiles.length > 0
      ? [
          look(
            "Spool: damage",
            `${countOf(damaged, "event")} could not be stored since the start; files kept: ${damagedFiles.length === 0 ? "none" : damagedFiles.join(", ")}`,
            "TelemetrySpoolDamaged",
          ),
        ]
      : []),
  ];
}

function checkFolds({ measured }: ReceivingInput): HealthCheck {
  const title = "Roll-ups";
  const folds = measured.sum("telemetry_folds_waiting");
  const age = measured.sum("telemetry_fold_age_seconds") ?? 0;
  if (folds === null) return well(title, "Not known");
  if (folds === 0) return well(title, "Every event is counted");
  const says = `${countOf(folds, "fold")} not counted yet, the oldest for ${saySeconds(age)}`;
  return age > foldLateSeconds ? look(title, says, "TelemetryFoldsBehind") : well(title, says);
}
