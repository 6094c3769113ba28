// `npm run dev`: everything in one process, behind Next, so that a changed page is built anew. A change below lib/ingest
// needs a restart.
import { createServer } from "node:http";
import createNext from "next";
import { basePathOf } from "./basePath.mjs";

/** @typedef {import("./lib/services").Services} Services */

Object.assign(process.env, { NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" });
/** @type {Promise<Services>} */
const opening = new Promise((resolve) => {
  // instrumentation.ts, which Next runs in this process, opens the services and hands them over.
  Object.assign(globalThis, { [Symbol.for("dblab-telemetry.waiting")]: resolve });
});
const next = createNext({ dev: true, dir: import.meta.dirname });
await next.prepare();
const services = await opening;
const { settings } = services;

const server = createServer(next.getRequestHandler());
server.on("upgrade", next.getUpgradeHandler());
server.listen(settings.port, settings.host, () => {
  process.stdout.write(
    `  DBLab Telemetry, for development: http://${settings.host}:${settings.port}${basePathOf(process.env.PUBLIC_URL)}\n`,
  );
});

async function stop() {
  server.closeAllConnections();
  await services.close();
  process.exit(0);
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
