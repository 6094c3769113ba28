import { consoleToLog } from "./consoleToLog";
import { behindVariable } from "./front/line";
import { wordsOfFailure } from "./openCore";
import { openServices } from "./openServices";
import { createLog, endWith, logFaults, sayProgress } from "./output";
import type { Services } from "./services";
import { openPagesBehind } from "./startPages";

/** Whoever runs Next leaves a function here that takes the services: Next prepares itself without waiting for them. */
const waitingKey = Symbol.for("dblab-telemetry.waiting");
const slot = globalThis as unknown as { [waitingKey]?: (services: Services) => void };

/**
 * Opens what pages are made of: behind the process that answers engines where that started this one, else alone. An error
 * ends the process: with one line where the operator can mend it, around which Next would print a stack, and with
 * everything there is to know where not.
 */
export async function start(): Promise<void> {
  const isProduction = process.env.NODE_ENV === "production";
  if (isProduction) consoleToLog(createLog());
  try {
    const behind = process.env[behindVariable];
    const services =
      behind === undefined
        ? await openServices(process.env, sayProgress)
        : await openPagesBehind(JSON.parse(behind));
    if (isProduction) consoleToLog(services.log);
    logFaults(services.log);
    slot[waitingKey]?.(services);
  } catch (error) {
    endWith(wordsOfFailure(error));
  }
}
