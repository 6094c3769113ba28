import type { Server } from "node:http";
import type { Socket } from "node:net";
import { answerUnreadable } from "../http/answerUnreadable";
import { watchBodies } from "../http/watchBodies";
import { callOf } from "./calls";

/** Whoever sends slowly gets this long for the whole request. */
const wholeMs = 20_000;
/** An upload of the CI observer goes on as long as something of it comes, but not for ever. */
const uploads = { longMs: 30 * 60_000, silenceMs: 20_000 };

/** Ends requests that do not come in time. */
export function watchRequests(server: Server): void {
  watchBodies(server, { wholeMs, ...uploads }, isUpload, (socket: Socket) => {
    socket.end(answerUnreadable("ERR_HTTP_REQUEST_TIMEOUT"));
    // Also where the other side does not end it.
    setTimeout(() => socket.destroy(), 1_000).unref();
  });
}

/** Of a call whose body nobody reads: nothing of it is held. */
function isUpload(path: string): boolean {
  return callOf(path)?.isBodyRead === false;
}
