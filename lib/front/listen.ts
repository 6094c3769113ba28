import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { answerUnreadable } from "../http/answerUnreadable";
import { watchRequests } from "../ingest/watchRequests";

/** Connections at one time; engines keep few. Above it new ones are closed at once. */
const mostConnections = 10_000;
/** Of the descriptors that the system allows; the others are for the database, the spool and the pages. */
const shareOfDescriptors = 0.5;
/** Whoever sends slowly gets this long for the headers. */
const headersMs = 10_000;
/** Between two requests. */
const idleMs = 75_000;
/** In the middle of an answer that its reader does not take. */
const stuckMs = 120_000;

/**
 * Node's HTTP server, where each kind of socket has an owner and an end: what asks for another protocol is answered as if
 * it had not (RFC 9110, 7.8), what asks for a tunnel is refused, and what stands still is closed.
 */
export function createListener(onRequest: RequestListener): Server {
  // Node looks for connections past their time only every 30 s unless told otherwise.
  const server = createServer({ connectionsCheckingInterval: 1_000 }, onRequest);
  server.headersTimeout = headersMs;
  watchRequests(server);
  server.keepAliveTimeout = idleMs;
  server.maxConnections = connectionsWithin(readDescriptorLimit());
  server.setTimeout(stuckMs, (socket: Socket) => socket.destroy());
  server.on("clientError", (error, socket) => {
    refuse(socket as Socket, "code" in error ? String(error.code) : "");
  });
  server.on("connect", (_request, socket) => refuse(socket as Socket, "CONNECT"));
  return server;
}

/** How many connections leave descriptors for everything else. @param descriptors null where it is not known */
export function connectionsWithin(descriptors: number | null): number {
  return Math.min(
    mostConnections,
    Math.floor((descriptors ?? Number.POSITIVE_INFINITY) * shareOfDescriptors),
  );
}

/** How many descriptors this process may have; null where the system does not tell. */
function readDescriptorLimit(): number | null {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return limit === undefined ? null : Number(limit);
  } catch {
    return null;
  }
}

/** Says why in one answer, and ends the connection even where nobody reads it. */
function refuse(socket: Socket, code: string): void {
  socket.on("error", () => {});
  if (!socket.writable) return void socket.destroy();
  socket.setTimeout(1_000, () => socket.destroy());
  socket.end(answerUnreadable(code));
}
