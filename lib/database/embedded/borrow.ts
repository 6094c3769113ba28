import type { Socket } from "node:net";
import { deserialize, serialize } from "node:v8";
import { asDatabase } from "../asDatabase";
import { type Database, DatabaseUnavailable } from "../types";
import { embeddedDriver } from "./embeddedDriver";
import { withDeadline } from "./engine";
import { frameKinds, readFrames, writeFrame } from "./frames";
import { type Link, rebuild, type Statement } from "./workerLink";

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

function borrowTurns(socket: Socket): {
  turn<T>(work: (link: Link) => Promise<T>, timeoutMs?: number): Promise<T>;
} {
  const waiting = new Map<number, Waiting>();
  let lastTurn = 0;
  let isGone = false;
  const gone = () => new DatabaseUnavailable("the process with the embedded database went away");

  readFrames(socket, ({ kind, turn, body }) => {
    const waits = waiting.get(turn);
    waiting.delete(turn);
    if (kind === frameKinds.refused) waits?.reject(new DatabaseUnavailable(decoder.decode(body)));
    else waits?.resolve(body);
  });
  socket.on("error", () => {});
  socket.once("close", () => {
    isGone = true;
    for (const { reject } of waiting.values()) reject(gone());
    waiting.clear();
  });

  const ask = (kind: (typeof frameKinds)["begin" | "statement"], turn: number, body?: Uint8Array) => {
    if (isGone) return Promise.reject(gone());
    return new Promise<Uint8Array>((resolve, reject) => {
      waiting.set(turn, { resolve, reject });
      writeFrame(socket, kind, turn, body);
    });
  };

  const linkOf = (turn: number): Link => {
    const carryOut = async (statement: Statement) => {
      const answer: Answer = deserialize(await ask(frameKinds.statement, turn, serialize(statement)));
      if ("error" in answer) throw rebuild(answer.fromDatabase, answer.error);
      return answer.result;
    };
    return { query: carryOut as Link["query"], exec: carryOut as Link["exec"] };
  };

  return {
    turn(work, timeoutMs) {
      lastTurn = (lastTurn % 0xffff_ffff) + 1;
      const turn = lastTurn;
      const limit = timeoutMs === undefined ? undefined : Buffer.alloc(4);
      limit?.writeUInt32LE(Math.ceil(timeoutMs ?? 0));
      let isOverdue = false;
      const giveBack = () => {
        if (!isGone) writeFrame(socket, frameKinds.end, turn);
      };
      const result = ask(frameKinds.begin, turn, limit).then(async () => {
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
