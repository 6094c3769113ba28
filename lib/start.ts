import { isStartError, openServices } from "./openServices";
import type { Services } from "./services";

/** `server.mjs` leaves a function here that takes the services: Next prepares itself without waiting for them. */
const waitingKey = Symbol.for("dblab-telemetry.waiting");
const slot = globalThis as unknown as { [waitingKey]?: (services: Services) => void };

/**
 * The composition root. An error ends the process: with one line where the operator can mend it, around which Next
 * would print a stack, and with everything there is to know where not.
 */
export async function start(): Promise<void> {
  try {
    const services = await openServices(process.env, (line) => process.stderr.write(`  ${line}\n`));
    slot[waitingKey]?.(services);
  } catch (error) {
    const words = isStartError(error) ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`dblab-telemetry: ${words}\n`);
    process.exit(1);
  }
}
