import type { Logger } from "pino";
import { describeError } from "./database/describeError";
import type { JobFailure } from "./jobs/repeating";

/** Tells of turns of jobs that failed, in the log. */
export function tellOfJobs(log: Logger): (error: unknown, failure: JobFailure) => void {
  return (error, { words, job, failures, againInMs }) =>
    log.error({ ...describeError(error), job, failures, nextTrySeconds: Math.ceil(againInMs / 1000) }, words);
}
