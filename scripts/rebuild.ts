// `npm run db:rebuild [-- --check] [--after KEY]`: recomputes the roll-ups from the raw events in one pass and reports every
// difference. There must be none; what there is gets put right, unless --check is given. One that was stopped goes on after the
// key that it named last. Exits with 1 where there was a difference.
import { parseArgs } from "node:util";
import { rebuildRollUps } from "../lib/ingest/rebuildRollUps";
import { onDatabase } from "./onDatabase";

const { values } = parseArgs({
  options: { check: { type: "boolean", default: false }, after: { type: "string" } },
});
const isKey = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const sayEveryMs = 10_000;

if (values.after !== undefined && !isKey.test(values.after)) {
  process.stderr.write(`dblab-telemetry: --after ${values.after}: not a key that db:rebuild named\n`);
  process.exit(1);
}

await onDatabase("npm run db:rebuild", async ({ database, horizon }) => {
  const startedAt = performance.now();
  let first: number | null = null;
  let saidAt = startedAt;
  const report = await rebuildRollUps(database, {
    horizon,
    checkOnly: values.check,
    ...(values.after === undefined ? {} : { after: values.after }),
    onProgress({ instances, events, share, through }) {
      // Where it began is not work that was done.
      first ??= share;
      const now = performance.now();
      if (now - saidAt < sayEveryMs) return;
      saidAt = now;
      const done = share - first;
      const left = done > 0 ? ((now - startedAt) * (1 - share)) / done / 1000 : null;
      const estimate = left === null ? "" : `, about ${Math.ceil(left)} s left`;
      process.stderr.write(
        `${Math.floor(share * 100)}%: ${events} events of ${instances} instances${estimate}; to go on from here: --after ${through}\n`,
      );
    },
  });
  for (const line of report.differences) process.stdout.write(`${line}\n`);
  const found = report.differences.length;
  const done = found === 0 ? "no difference" : `${found} differences${values.check ? "" : ", put right"}`;
  process.stdout.write(
    `${report.events} events of ${report.instances} instances since ${horizon}: ${done}\n`,
  );
  return found === 0 ? 0 : 1;
});
