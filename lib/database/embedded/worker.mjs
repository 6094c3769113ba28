import { deserialize, serialize } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { messages } from "@electric-sql/pglite";
import { DurableFileSystem } from "./durableFileSystem.mjs";
import { openPglite } from "./openPglite.mjs";
import { createPrepared } from "./prepared.mjs";

/**
 * The thread in which the embedded database runs, so that neither WebAssembly nor a flush ever blocks the
 * thread that answers requests. Plain JavaScript, because Node 20 cannot run TypeScript in a worker.
 *
 * @typedef {{ folder: string }} Start
 * @typedef {{ id: number, kind: "query" | "exec", sql: string, parameters?: unknown[], rowMode?: "array" | "object", name?: string, textTypes?: number[] }
 *   | { id: number, kind: "bytes", bytes: Uint8Array }
 *   | { id: number, kind: "close" }} Request
 * @typedef {{ message: string } & Partial<Record<"severity" | "code" | "detail" | "hint" | "column" | "table" | "constraint", string | undefined>>} Failure
 */

/** The thread ends itself with this code when the database can no longer be trusted; the other side reopens it. */
const STORAGE_FAILED = 75;

/** Write-ahead log after which a checkpoint is due. Single-user PostgreSQL never starts one by itself. */
const CHECKPOINT_AFTER_BYTES = 64 * 1024 * 1024;
const CHECKPOINT_WHEN_IDLE_MS = 30_000;

const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort);
const start = /** @type {Start} */ (workerData);
let logBytesSinceCheckpoint = 0;
let flushes = 0;
const executePrepared = createPrepared();
/** @type {string[]} */
const complaints = [];
/** @type {NodeJS.Timeout | undefined} */
let idle;

const fileSystem = new DurableFileSystem(start.folder, {
  onFlush: () => {
    flushes++;
  },
  onLogWritten: (bytes) => {
    logBytesSinceCheckpoint += bytes;
  },
  onStorageFailure: giveUp,
});

try {
  serve(await openPglite(fileSystem, onComplaint));
  port.postMessage({ kind: "ready" });
} catch (error) {
  port.postMessage({ kind: "failed", message: messageOf(error), complaints });
  port.close();
}

/** @param {string} line one of PostgreSQL's on its error output */
function onComplaint(line) {
  if (/\bPANIC: /.test(line)) giveUp(line);
  if (/\bFATAL: /.test(line)) complaints.push(line.replace(/^.*FATAL: +/, ""));
}

/**
 * Carries out requests one after another, in the order in which they came.
 *
 * @param {import("@electric-sql/pglite").PGlite} database
 */
function serve(database) {
  let last = Promise.resolve();
  port.on("message", (/** @type {Request} */ request) => {
    last = last.then(() => answer(database, request));
  });
}

/**
 * @param {import("@electric-sql/pglite").PGlite} database
 * @param {Request} request
 */
async function answer(database, request) {
  clearTimeout(idle);
  try {
    const result =
      request.kind === "bytes" ? await inBytes(database, request.bytes) : await carryOut(database, request);
    port.postMessage({ kind: "result", id: request.id, result, flushes });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) giveUp(error);
    port.postMessage({ kind: "error", id: request.id, ...failure(error) });
  }
  if (request.kind === "close") return port.close();
  if (logBytesSinceCheckpoint >= CHECKPOINT_AFTER_BYTES) await checkpoint(database);
  else if (logBytesSinceCheckpoint > 0)
    idle = setTimeout(() => checkpoint(database), CHECKPOINT_WHEN_IDLE_MS);
}

/**
 * A statement of another process, and what became of it, as bytes that the thread between the two only hands on.
 *
 * @param {import("@electric-sql/pglite").PGlite} database
 * @param {Uint8Array} bytes
 */
async function inBytes(database, bytes) {
  try {
    return serialize({ result: await carryOut(database, deserialize(bytes)) });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return serialize(failure(error));
  }
}

/**
 * @param {import("@electric-sql/pglite").PGlite} database
 * @param {Exclude<Request, { kind: "bytes" }>} request
 */
async function carryOut(database, request) {
  if (request.kind === "close") return database.close();
  if (request.kind === "query") {
    const prepared = await executePrepared(database, request);
    if (prepared !== null) return prepared;
  }
  const options = { rowMode: request.rowMode ?? "object", parsers: asText(request.textTypes) };
  return request.kind === "query"
    ? database.query(request.sql, request.parameters, options)
    : database.exec(request.sql, options);
}

/** @param {import("@electric-sql/pglite").PGlite} database */
async function checkpoint(database) {
  if (database.closed || database.isInTransaction()) return;
  logBytesSinceCheckpoint = 0;
  await database.exec("checkpoint").catch(() => {});
}

/**
 * Leaves the values of these types as PostgreSQL's text: functions cannot cross threads, so the other side parses.
 *
 * @param {number[]} [types] object ids of types
 * @returns {Record<number, (text: string) => string>}
 */
function asText(types = []) {
  return Object.fromEntries(types.map((type) => [type, (text) => text]));
}

/**
 * @param {unknown} error
 * @returns {{ fromDatabase: boolean, error: Failure }}
 */
function failure(error) {
  if (!(error instanceof messages.DatabaseError)) {
    return { fromDatabase: false, error: { message: messageOf(error) } };
  }
  const { message, severity, code, detail, hint, column, table, constraint } = error;
  return { fromDatabase: true, error: { message, severity, code, detail, hint, column, table, constraint } };
}

/** @param {unknown} error also one of the file system inside WebAssembly, which is an object with a number */
function messageOf(error) {
  if (error instanceof Error) return error.message;
  const isNumbered = typeof error === "object" && error !== null && "errno" in error;
  return isNumbered ? `its files cannot be used (errno ${error.errno})` : String(error);
}

/**
 * Ends this thread at once, in the middle of whatever PostgreSQL does: what is on disk is as after a power cut.
 *
 * @param {unknown} reason
 * @returns {never}
 */
function giveUp(reason) {
  port.postMessage({ kind: "storageFailed", message: messageOf(reason) });
  process.exit(STORAGE_FAILED);
}
