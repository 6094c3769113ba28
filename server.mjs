import { createServer } from "node:http";
import { join } from "node:path";
import sirv from "sirv";

/** @typedef {import("./lib/services").Services} Services */

const assetPrefix = "/_next/static/";

// Without a reader (a closed terminal, a supervisor that went away) a line that cannot be written is an error, which
// would be logged, which would be an error: the process would do nothing else any more.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

const isDevelopment = process.argv.includes("--dev");
Object.assign(process.env, {
  NODE_ENV: isDevelopment ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});

/** @type {Promise<Services>} */
const opening = new Promise((resolve) => {
  // instrumentation.ts, which Next runs in this process, opens the services and hands them over.
  Object.assign(globalThis, { [Symbol.for("dblab-telemetry.waiting")]: resolve });
});
const { default: createNext } = await import("next");
const next = createNext({ dev: isDevelopment, dir: import.meta.dirname });
await next.prepare();
const services = await opening;
const { settings } = services;

const handlePage = next.getRequestHandler();
const handleAsset = isDevelopment ? handlePage : createAssetHandler();
// Node looks for connections past their time only every 30 s unless told otherwise.
const server = createServer({ connectionsCheckingInterval: 1_000 }, (request, response) => {
  if (services.handleIngest(request, response)) return;
  if (request.url?.startsWith(assetPrefix)) return handleAsset(request, response);
  const address = services.clientAddressOf(request);
  if (address !== null) request.headers[services.clientAddressHeader] = address;
  if (services.ingest.isAway) sayAway(response);
  handlePage(request, response);
});
if (isDevelopment) server.on("upgrade", next.getUpgradeHandler());

// Whoever sends slowly gets this long for the headers; how long for the rest depends on what it is.
server.headersTimeout = 10_000;
services.watchRequests(server);
server.keepAliveTimeout = 75_000;
server.on("clientError", (error, socket) => {
  if (!socket.writable) return;
  socket.end(services.answerUnreadable("code" in error ? String(error.code) : ""));
});

server.once("error", async (error) => {
  const inUse = "code" in error && error.code === "EADDRINUSE";
  const reason = inUse ? `port ${settings.port} is in use; set PORT to another one` : error.message;
  process.stderr.write(`dblab-telemetry: ${reason}\n`);
  await services.close();
  process.exit(1);
});
server.listen(settings.port, settings.host, () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.port;
  const host = settings.host === "0.0.0.0" ? "127.0.0.1" : settings.host;
  announce(settings.publicUrl ?? `http://localhost:${port}`, `http://${host}:${port}`);
});

/**
 * @param {string} url for people and engines
 * @param {string} socket what this process listens on
 */
function announce(url, socket) {
  process.stdout.write(`
  DBLab Telemetry   ${url} (listening on ${socket})
  Data              ${services.database.location}
${relayLines(url)}  Point an engine here, in its server.yml:

    platform:                     # DBLab Engine 3.4 and newer
      url: "${url}/api"

    global:                       # DBLab Engine 3.0 to 3.3
      telemetry:
        url: "${url}/api"

`);
}

/** @param {string} url for people */
function relayLines(url) {
  const { relay } = services;
  if (relay === null) return "";
  const token = relay.tokenFile === null ? "the operator's token" : `the token in ${relay.tokenFile}`;
  return `  Relay of          ${relay.address}; rules and what left: ${url}/relay (${token})\n`;
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

/**
 * The build's own files, from the Brotli form that the build leaves beside them: Next itself would send gzip. Their
 * names hold a hash of their content.
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void}
 */
function createAssetHandler() {
  const handle = sirv(join(import.meta.dirname, ".next", "static"), {
    brotli: true,
    immutable: true,
    maxAge: 31_536_000,
    setHeaders: (response) => response.setHeader("x-content-type-options", "nosniff"),
  });
  return (request, response) => {
    const original = request.url ?? "";
    request.url = original.slice(assetPrefix.length - 1);
    handle(request, response, () => {
      request.url = original;
      handlePage(request, response);
    });
  };
}

let isStopping = false;
async function stop() {
  if (isStopping) return;
  isStopping = true;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  // What was received is answered first; a page that is still being read does not hold the process up.
  const patience = setTimeout(() => server.closeAllConnections(), 5_000);
  await services.close();
  server.closeIdleConnections();
  await closed;
  clearTimeout(patience);
  process.exit(0);
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
