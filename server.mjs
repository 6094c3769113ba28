// Serves what was built; `npm start` builds it first. With `--dev` pages are built as they are asked for.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Without a reader (a closed terminal, a supervisor that went away) a line that cannot be written is an error, which
// would be logged, which would be an error: the process would do nothing else any more.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

const project = import.meta.dirname;
if (process.argv.includes("--dev")) await import("./dev.mjs");
else {
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  /** @type {typeof import("./lib/startFront")} */
  const { startFront } = await import(pathToFileURL(join(project, ".next", "front.mjs")).href);
  await startFront(project);
}
