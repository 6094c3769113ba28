import { consoleToLog } from "./consoleToLog";
import { describeError } from "./database/describeError";
import { behindVariable } from "./front/line";
import { wordsOfFailure } from "./openCore";
import { openServices } from "./openServices";
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
  try {
    const behind = process.env[behindVariable];
    const services =
      behind === undefined
        ? await openServices(process.env, (line) => process.stderr.write(`  ${line}\n`))
        : await openPagesBehind(JSON.parse(behind));
    if (process.env.NODE_ENV === "production") consoleToLog(services.log);
    process.on("uncaughtException", (error) => {
      services.log.fatal(describeError(error), "the process ends: something failed that nobody expected");
      process.exit(1);
    });
    slot[waitingKey]?.(services);
  } catch (error) {
    process.stderr.write(`dblab-telemetry: ${wordsOfFailure(error)}\n`);
    process.exit(1);
  }
}
