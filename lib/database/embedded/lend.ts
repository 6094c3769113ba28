import type { Socket } from "node:net";
import type { EmbeddedEngine } from "./engine";
import { frameKinds, readFrames, writeFrame } from "./frames";
import type { WorkerLink } from "./workerLink";

/** A turn that the borrower has. */
interface Lent {
  readonly link: WorkerLink;
  giveBack(): void;
}

const encoder = new TextEncoder();

/**
 * Lets another process take turns on the embedded database, through a socket to it. Statements and results are handed
 * on as bytes: this thread reads none of them. What a borrower had open when it went away is rolled back.
 */
export function lendDatabase(engine: Pick<EmbeddedEngine, "turn">, socket: Socket): void {
  const turns = new Map<number, Lent>();
  let isGone = false;

  const begin = (turn: number, timeoutMs: number | undefined) => {
    engine
      .turn(
        (link) =>
          new Promise<void>((resolve) => {
            if (isGone) return resolve();
            turns.set(turn, { link, giveBack: resolve });
            writeFrame(socket, frameKinds.granted, turn);
          }),
        timeoutMs,
      )
      .catch((error: unknown) => {
        if (isGone || turns.has(turn)) return;
        const reason = error instanceof Error ? error.message : String(error);
        writeFrame(socket, frameKinds.refused, turn, encoder.encode(reason));
      });
  };

  readFrames(socket, ({ kind, turn, body }) => {
    const lent = turns.get(turn);
    if (kind === frameKinds.begin) {
      begin(
        turn,
        body.length === 0 ? undefined : new DataView(body.buffer, body.byteOffset).getUint32(0, true),
      );
    } else if (kind === frameKinds.statement && lent !== undefined) {
      lent.link.carryOut(body).then(
        (answer) => {
          if (!isGone) writeFrame(socket, frameKinds.answer, turn, answer);
        },
        (error: Error) => {
          if (!isGone) writeFrame(socket, frameKinds.refused, turn, encoder.encode(error.message));
        },
      );
    } else if (kind === frameKinds.end) {
      turns.delete(turn);
      lent?.giveBack();
    }
  });

  socket.on("error", () => {});
  socket.once("close", () => {
    isGone = true;
    for (const { link, giveBack } of turns.values()) {
      link.exec({ kind: "exec", sql: "rollback" }).then(giveBack, giveBack);
    }
    turns.clear();
  });
}
