// Serves what was built; `npm start` builds it first. With `--dev` pages are built as they are asked for.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { basePathOf, buildFolderOf } from "./basePath.mjs";

// Without a reader (a closed terminal, a supervisor that went away) a line that cannot be written is an error, which
// would be logged, which would be an error: the process would do nothing else any more.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

const project = import.meta.dirname;
if (process.argv.includes("--dev")) await import("./dev.mjs");
else {
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  const basePath = basePathOf(process.env.PUBLIC_URL);
  const build = join(project, buildFolderOf(basePath));
  const front = join(build, "front.mjs");
  if (!existsSync(front)) {
    const what =
      basePath === "" ? "Nothing is built" : `Nothing is built for the path ${basePath} of PUBLIC_URL`;
    process.stderr.write(`dblab-telemetry: ${what}: npm start builds it\n`);
    process.exit(1);
  }
  /** @type {typeof import("./lib/startFront")} */
  const { startFront } = await import(pathToFileURL(front).href);
  await startFront(project, build);
}
