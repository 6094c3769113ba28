// The process with the pages. server.mjs starts it, hands requests on to it over a private socket, and ends it.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import createNext from "next";
import { basePathOf, buildFolderOf } from "./basePath.mjs";

/** @typedef {import("./lib/front/line").Behind} Behind */
/** @typedef {import("./lib/services").Services} Services */

process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
// Whoever ends the service in a terminal ends all of its processes at once; this one waits to be told.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
// Without the process in front there is nothing to do, and no database to do it with; it may end while this one starts.
process.once("disconnect", () => process.exit(0));

/** @type {Behind} */
const behind = JSON.parse(process.env.TELEMETRY_BEHIND ?? "null");
/** @type {Promise<Services>} */
const opening = new Promise((resolve) => {
  // instrumentation.ts, which Next runs in this process, opens the services and hands them over.
  Object.assign(globalThis, { [Symbol.for("dblab-telemetry.waiting")]: resolve });
});
takeBuiltConfig();
const next = createNext({ dev: false, dir: import.meta.dirname });
await next.prepare();
const handlePage = next.getRequestHandler();
const services = await opening;

const server = createServer((request, response) => {
  if (services.ingest.isAway) sayAway(response);
  if (services.makeForAll === null) handlePage(request, response);
  else services.makeForAll(request, response, handlePage);
});
// Only the process in front asks, which keeps its connections.
server.keepAliveTimeout = 0;
server.requestTimeout = 0;
// One that was killed leaves its socket behind.
rmSync(behind.socket, { force: true });
server.listen(behind.socket, () => process.send?.({ kind: "ready" }));

process.on("message", (/** @type {import("./lib/front/line").ToPages} */ message) => {
  if (message.kind === "stop") void stop();
});
/**
 * What was put together to serve (`npm run standalone`) has nothing that reads next.config.js: Next.js is given what the
 * build made of it, by the name under which its own standalone server gives it.
 */
function takeBuiltConfig() {
  const project = import.meta.dirname;
  if (existsSync(join(project, "next.config.js"))) return;
  const built = join(
    project,
    buildFolderOf(basePathOf(process.env.PUBLIC_URL)),
    "required-server-files.json",
  );
  const { config } = JSON.parse(readFileSync(built, "utf8"));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}

/**
 * A page that fails while the database is known to be away is a 503: nothing is wrong with it.
 * @param {import("node:http").ServerResponse} response
 */
function sayAway(response) {
  const writeHead = response.writeHead;
  response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) => {
    if (status === 500) response.setHeader("retry-after", "5");
    return Reflect.apply(writeHead, response, [status === 500 ? 503 : status, ...rest]);
  };
}

async function stop() {
  server.close();
  server.closeIdleConnections();
  await services.close();
  process.exit(0);
}
