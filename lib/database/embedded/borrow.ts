import type { Socket } from "node:net";
import { deserialize, serialize } from "node:v8";
import { asDatabase } from "../asDatabase";
import { type Database, DatabaseUnavailable } from "../types";
import { embeddedDriver } from "./embeddedDriver";
import { withDeadline } from "./engine";
import { frameKinds, readFrames, withLimit, writeFrame } from "./frames";
import { type Link, rebuild, type Statement, type StatementResult } from "./workerLink";

interface Waiting {
  resolve(body: Uint8Array): void;
  reject(error: Error): void;
}

/** What the database's thread answers to a statement in bytes. */
type Answer =
  | { readonly result: unknown }
  | { readonly fromDatabase: boolean; readonly error: Record<string, string | undefined> };

const decoder = new TextDecoder();

/**
 * The embedded database that another process has open and lends through a socket.
 * @param location as that process names it
 */
export function borrowDatabase(socket: Socket, location: string): Database {
  const close = () => new Promise<void>((resolve) => socket.end(resolve));
  return asDatabase(embeddedDriver(borrowTurns(socket)), { kind: "embedded", location, close });
}

function borrowTurns(socket: Socket) {
  /** By turn, in the order in which they asked, which is that of the answers. */
  const waiting = new Map<number, Waiting[]>();
  let lastTurn = 0;
  let isGone = false;
  const gone = () => new DatabaseUnavailable("the process with the embedded database went away");

  readFrames(socket, ({ kind, turn, body }) => {
    const ofTurn = waiting.get(turn);
    const first = ofTurn?.shift();
    if (ofTurn?.length === 0) waiting.delete(turn);
    if (kind === frameKinds.refused) first?.reject(new DatabaseUnavailable(decoder.decode(body)));
    else first?.resolve(body);
  });
  socket.on("error", () => {});
  socket.once("close", () => {
    isGone = true;
    for (const { reject } of [...waiting.values()].flat()) reject(gone());
    waiting.clear();
  });

  const nextTurn = () => {
    lastTurn = (lastTurn % 0xffff_ffff) + 1;
    return lastTurn;
  };
  const ask = (
    kind: (typeof frameKinds)["begin" | "statement" | "alone"],
    turn: number,
    body: Uint8Array,
  ) => {
    if (isGone) return Promise.reject(gone());
    return new Promise<Uint8Array>((resolve, reject) => {
      waiting.set(turn, [...(waiting.get(turn) ?? []), { resolve, reject }]);
      writeFrame(socket, kind, turn, body);
    });
  };
  const read = async (answering: Promise<Uint8Array>) => {
    const answer: Answer = deserialize(await answering);
    if ("error" in answer) throw rebuild(answer.fromDatabase, answer.error);
    return answer.result;
  };
  const linkOf = (turn: number): Link => {
    const carryOut = (statement: Statement) =>
      read(ask(frameKinds.statement, turn, serialize(statement))) as Promise<never>;
    return { query: carryOut, exec: carryOut };
  };

  return {
    alone: (statement: Statement, timeoutMs?: number) =>
      read(
        ask(frameKinds.alone, nextTurn(), withLimit(timeoutMs, serialize(statement))),
      ) as Promise<StatementResult>,
    turn<T>(work: (link: Link) => Promise<T>, timeoutMs?: number): Promise<T> {
      const turn = nextTurn();
      let isOverdue = false;
      const giveBack = () => {
        if (!isGone) writeFrame(socket, frameKinds.end, turn);
      };
      const result = ask(frameKinds.begin, turn, withLimit(timeoutMs)).then(async () => {
        try {
          if (isOverdue) throw new DatabaseUnavailable("timed out in the queue");
          return await work(linkOf(turn));
        } finally {
          giveBack();
        }
      });
      if (timeoutMs === undefined) return result;
      return withDeadline(result, timeoutMs, () => {
        isOverdue = true;
      });
    },
  };
}
