import { join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { messages } from "@electric-sql/pglite";
import { projectFolder } from "../projectFolder";
import { DatabaseUnavailable, StartError } from "../types";

/** One statement, or a script of several (`exec`), for the database's thread. */
export interface Statement {
  kind: "query" | "exec";
  sql: string;
  parameters?: readonly unknown[];
  rowMode?: "array" | "object";
  /** Under which it is prepared, once for a thread; a name always comes with the same text. */
  name?: string;
  /** Ids of types whose values are to be left as PostgreSQL's text. */
  textTypes?: number[];
}

/** As PGlite's own: of a query one result, of a script one for each statement. */
export interface StatementResult {
  rows: unknown[];
  fields: { name: string; dataTypeID: number }[];
  affectedRows?: number;
  command?: string;
}

type Message =
  | { kind: "ready" }
  | { kind: "failed"; message: string; complaints: string[] }
  | { kind: "storageFailed"; message: string }
  | { kind: "result"; id: number; result: unknown; flushes: number }
  | { kind: "error"; id: number; fromDatabase: boolean; error: Record<string, string | undefined> };

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** What carries out statements, one after another. */
export interface Link {
  query(statement: Statement): Promise<StatementResult>;
  /** A script of statements without parameters. */
  exec(statement: Statement): Promise<StatementResult[]>;
}

/** A running thread with the embedded database in it. Once it has ended it stays so; a new one takes its place. */
export class WorkerLink implements Link {
  /** fsync calls of the thread so far, as of its latest answer. */
  flushes = 0;
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended = false;
  #reason = "the embedded database stopped";

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /**
   * Starts a thread and opens the database of `folder` in it.
   *
   * @param onEnd called once when the thread has ended, with the reason.
   * @throws StartError when the database does not open.
   */
  static async start(folder: string, onEnd: (reason: string) => void): Promise<WorkerLink> {
    const file = join(projectFolder(), "lib", "database", "embedded", "worker.mjs");
    const options: WorkerOptions = {
      workerData: { folder },
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 },
    };
    // Turbopack replaces `new Worker(…)` of a path that it cannot know by an error.
    const worker: Worker = Reflect.construct(Worker, [file, options]);
    const link = new WorkerLink(worker);
    await link.#opened();
    worker.on("message", (message: Message) => link.#receive(message));
    worker.once("exit", () => {
      link.#end();
      onEnd(link.#reason);
    });
    return link;
  }

  /** Sends a statement; statements are carried out in the order in which they are sent. */
  query(statement: Statement): Promise<StatementResult> {
    return this.#send({ ...statement, kind: "query" }) as Promise<StatementResult>;
  }

  /** Sends a script of statements without parameters. */
  exec(statement: Statement): Promise<StatementResult[]> {
    return this.#send({ ...statement, kind: "exec" }) as Promise<StatementResult[]>;
  }

  /** Sends a statement that another process made; both it and the answer are bytes, which are not looked at here. */
  carryOut(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#send({ kind: "bytes", bytes }) as Promise<Uint8Array>;
  }

  /** Makes everything durable, closes the database and ends the thread. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const exited = new Promise((resolve) => this.#worker.once("exit", resolve));
    await this.#send({ kind: "close" }).catch(() => {});
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
    await this.terminate();
  }

  /** Ends the thread in the middle of whatever it does. Committed rows are safe. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      let problem = "its thread ended";
      const onExit = () => reject(new StartError(`The embedded database does not open: ${problem}.`));
      this.#worker.on("error", (error) => {
        problem = error.message;
        this.#reason = error.message;
      });
      this.#worker.once("exit", onExit);
      const onMessage = (message: Message) => {
        if (message.kind === "ready") {
          this.#worker.off("exit", onExit);
          this.#worker.off("message", onMessage);
          resolve();
        } else if (message.kind === "failed") problem = message.complaints[0] ?? message.message;
        else if (message.kind === "storageFailed") problem = message.message;
      };
      this.#worker.on("message", onMessage);
    });
  }

  #send(request: Statement | { kind: "close" } | { kind: "bytes"; bytes: Uint8Array }): Promise<unknown> {
    if (this.#ended) return Promise.reject(new DatabaseUnavailable(this.#reason));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      try {
        this.#worker.postMessage({ id, ...request });
      } catch (error) {
        this.#waiting.delete(id);
        reject(error);
      }
    });
  }

  #receive(message: Message): void {
    if (message.kind === "storageFailed") {
      this.#reason = message.message;
      this.#end();
      return;
    }
    if (message.kind !== "result" && message.kind !== "error") return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === "result") {
      this.flushes = message.flushes;
      waiting?.resolve(message.result);
    } else waiting?.reject(rebuild(message.fromDatabase, message.error));
  }

  #end(): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(new DatabaseUnavailable(this.#reason));
    this.#waiting.clear();
  }
}

/** An error of the thread as PGlite threw it there. */
export function rebuild(fromDatabase: boolean, fields: Record<string, string | undefined>): Error {
  const message = fields.message ?? "unknown error";
  if (!fromDatabase) return new Error(message);
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.assign(new messages.DatabaseError(message, 0, "error"), Object.fromEntries(set));
}
