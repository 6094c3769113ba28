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
    end(
      `${basePath === "" ? "Nothing is built" : `Nothing is built for the path ${basePath} of PUBLIC_URL`}: npm start builds it`,
    );
  }
  /** @type {typeof import("./lib/startFront")} */
  const { startFront } = await import(pathToFileURL(front).href).catch((error) =>
    end(`What npm start builds could not be read: ${error}`),
  );
  await startFront(project, build);
}

/**
 * Ends the process with a line. What makes a log is in what was not read yet.
 * @param {string} msg
 * @returns {never}
 */
function end(msg) {
  const line = process.stderr.isTTY
    ? `dblab-telemetry: ${msg}`
    : JSON.stringify({ level: 60, time: Date.now(), msg });
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
