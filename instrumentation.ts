/** Next runs this once per process, before it serves anything: the composition root. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { isStartError, openServices } = await import("./lib/services");
  try {
    await openServices(process.env, (line) => process.stderr.write(`  ${line}\n`));
  } catch (error) {
    if (!isStartError(error)) throw error;
    // The operator can mend this one; Next would print a stack around its single line.
    process.stderr.write(`dblab-telemetry: ${error.message}\n`);
    process.exit(1);
  }
}
