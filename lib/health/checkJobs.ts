import type { JobState } from "../jobs/job";
import { saySeconds } from "../words/sayNumbers";
import { countOf } from "../words/sayPlurals";
import { act, type HealthCheck, look, well } from "./check";

/** As the alert has it. */
const failingFrom = 5;
/** So many intervals without a success, and a minute: a job that nobody does fails nowhere. */
const lateAfterIntervals = 3;
const slackMs = 60_000;

/** The jobs of this service, those that are not as they should be each for itself. */
export function checkJobs(jobs: readonly JobState[], now: Date): HealthCheck[] {
  const wrong = jobs.flatMap((job) => checkJob(job, now) ?? []);
  return wrong.length === 0 ? [well("Jobs", `All ${jobs.length} succeeded when they were last due`)] : wrong;
}

function checkJob(job: JobState, now: Date): HealthCheck | null {
  const { name, everyMs, failures, lastSuccessAt, lastError } = job;
  const title = `Job: ${name}`;
  const ageMs = lastSuccessAt === null ? null : now.getTime() - lastSuccessAt.getTime();
  const age = ageMs === null ? "never succeeded here" : `last succeeded ${saySeconds(ageMs / 1_000)} ago`;
  if (failures > 0) {
    const why = lastError === null ? "" : `: ${lastError.words} (${lastError.sqlState ?? lastError.error})`;
    const says = `Failed ${countOf(failures, "time")} in a row, ${age}${why}`;
    return (failures >= failingFrom ? act : look)(title, says, "TelemetryJobFailing");
  }
  if (ageMs !== null && ageMs > lateAfterIntervals * everyMs + slackMs)
    return look(title, `Is late: ${age}`, "TelemetryJobFailing");
  return null;
}
