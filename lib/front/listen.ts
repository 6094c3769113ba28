import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { answerUnreadable } from "../http/answerUnreadable";
import { watchRequests } from "../ingest/watchRequests";

/** Connections at one time; engines keep few. Above it new ones are closed at once. */
const mostConnections = 10_000;
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
  server.maxConnections = mostConnections;
  server.setTimeout(stuckMs, (socket: Socket) => socket.destroy());
  server.on("clientError", (error, socket) => {
    refuse(socket as Socket, "code" in error ? String(error.code) : "");
  });
  server.on("connect", (_request, socket) => refuse(socket as Socket, "CONNECT"));
  return server;
}

/** Says why in one answer, and ends the connection even where nobody reads it. */
function refuse(socket: Socket, code: string): void {
  socket.on("error", () => {});
  if (!socket.writable) return void socket.destroy();
  socket.setTimeout(1_000, () => socket.destroy());
  socket.end(answerUnreadable(code));
}
