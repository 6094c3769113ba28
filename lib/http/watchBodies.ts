import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

interface BodyTimes {
  /** From the request to the end of its body. */
  readonly wholeMs: number;
  /** The same for long ones. */
  readonly longMs: number;
  /** In which something of a long one has to come. */
  readonly silenceMs: number;
  readonly everyMs?: number;
}

interface Watched {
  readonly startedAt: number;
  readonly isLong: boolean;
  movedAt: number;
  bytes: number;
}

/**
 * Ends requests whose bodies do not come in time. Node itself knows one time for all of a server's requests; here long
 * uploads may take longer, as long as something of them comes.
 * @param isLong tells by the path, without the query string
 * @param refuse is given the socket of who was too slow
 */
export function watchBodies(
  server: Server,
  times: BodyTimes,
  isLong: (path: string) => boolean,
  refuse: (socket: Socket) => void,
): void {
  const { wholeMs, longMs, silenceMs, everyMs = 1_000 } = times;
  const open = new Map<IncomingMessage, Watched>();
  server.requestTimeout = longMs;
  server.on("request", (request: IncomingMessage) => {
    const at = performance.now();
    const path = request.url?.split("?", 1)[0] ?? "";
    const { bytesRead: bytes } = request.socket;
    open.set(request, { startedAt: at, isLong: isLong(path), movedAt: at, bytes });
    request.once("close", () => open.delete(request));
  });
  const isLate = ({ socket }: IncomingMessage, watched: Watched, at: number): boolean => {
    if (!watched.isLong) return at - watched.startedAt > wholeMs;
    if (socket.bytesRead > watched.bytes) {
      watched.bytes = socket.bytesRead;
      watched.movedAt = at;
    }
    return at - watched.movedAt > silenceMs;
  };
  const sweep = () => {
    const at = performance.now();
    for (const [request, watched] of open) {
      if (request.complete) open.delete(request);
      else if (isLate(request, watched, at)) {
        open.delete(request);
        refuse(request.socket);
      }
    }
  };
  const timer = setInterval(sweep, everyMs).unref();
  server.once("close", () => clearInterval(timer));
}
