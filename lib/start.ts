import { isStartError, openServices } from "./openServices";

/** The composition root. What the operator can mend ends the process with one line; Next would print a stack around it. */
export async function start(): Promise<void> {
  try {
    await openServices(process.env, (line) => process.stderr.write(`  ${line}\n`));
  } catch (error) {
    if (!isStartError(error)) throw error;
    process.stderr.write(`dblab-telemetry: ${error.message}\n`);
    process.exit(1);
  }
}
