import type { Socket } from "node:net";
import type { EmbeddedEngine } from "./engine";
import { frameKinds, readFrames, splitLimit, writeFrame } from "./frames";
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

  const refuse = (turn: number, error: unknown) => {
    if (isGone) return;
    const reason = error instanceof Error ? error.message : String(error);
    writeFrame(socket, frameKinds.refused, turn, encoder.encode(reason));
  };
  const answer = async (link: WorkerLink, turn: number, statement: Uint8Array) => {
    const bytes = await link.carryOut(statement);
    if (!isGone) writeFrame(socket, frameKinds.answer, turn, bytes);
  };
  const begin = (turn: number, timeoutMs: number | undefined) => {
    const granted = engine.turn(
      (link) =>
        new Promise<void>((resolve) => {
          if (isGone) return resolve();
          turns.set(turn, { link, giveBack: resolve });
          writeFrame(socket, frameKinds.granted, turn);
        }),
      timeoutMs,
    );
    granted.catch((error: unknown) => {
      if (!turns.has(turn)) refuse(turn, error);
    });
  };

  readFrames(socket, ({ kind, turn, body }) => {
    const lent = turns.get(turn);
    if (kind === frameKinds.begin) begin(turn, splitLimit(body).timeoutMs);
    else if (kind === frameKinds.alone) {
      const { timeoutMs, bytes } = splitLimit(body);
      const done = engine.turn(async (link) => (isGone ? undefined : answer(link, turn, bytes)), timeoutMs);
      done.catch((error: unknown) => refuse(turn, error));
    } else if (kind === frameKinds.statement && lent !== undefined) {
      answer(lent.link, turn, body).catch((error: unknown) => refuse(turn, error));
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
