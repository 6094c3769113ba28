import { DatabaseUnavailable } from "../database/types";

/** The result of `work`, or DatabaseUnavailable (rejects) where it takes longer; it goes on all the same. */
export function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DatabaseUnavailable("no answer in time")), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
