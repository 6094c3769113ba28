import type { Driver } from "./driver";
import { DatabaseUnavailable } from "./types";

/** Between two tries to reach a database that was away when the service started. */
const AGAIN_MS = 1_000;

/** A driver that lends no connection until `prepare` went well. @param tell hears why it did not, each reason once in a row */
export function whenPrepared(
  driver: Driver,
  prepare: () => Promise<void>,
  tell: (error: unknown) => void,
  first: unknown,
): Driver & { close(): Promise<void> } {
  let isPrepared = false;
  let timer: NodeJS.Timeout | undefined;
  let trying = Promise.resolve();
  let told = "";
  const tellOnce = (error: unknown) => {
    if (String(error) !== told) tell(error);
    told = String(error);
  };
  const tryAgain = () => {
    timer = setTimeout(() => {
      trying = prepare().then(
        () => {
          isPrepared = true;
        },
        (error: unknown) => {
          tellOnce(error);
          if (timer !== undefined) tryAgain();
        },
      );
    }, AGAIN_MS);
  };
  tellOnce(first);
  tryAgain();
  const { alone } = driver;
  const orAway = <Result>(ask: () => Promise<Result>): Promise<Result> =>
    isPrepared ? ask() : Promise.reject(new DatabaseUnavailable("the database was not reached yet"));
  return {
    ...driver,
    ...(alone === undefined ? {} : { alone: (statement) => orAway(() => alone(statement)) }),
    withConnection: (work, timeoutMs) => orAway(() => driver.withConnection(work, timeoutMs)),
    close() {
      clearTimeout(timer);
      timer = undefined;
      return trying;
    },
  };
}
