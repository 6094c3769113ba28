import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { setPriority } from "node:os";
import type { ToFront, ToPages } from "./line";

export interface PageProcessOptions {
  /** The program and its parameters, as for `spawn`. */
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How far it stands back where others want the processor, as `nice` counts. */
  readonly niceness: number;
  /** Called for each new process with what it writes. */
  readonly onOutput: (streams: Pick<ChildProcess, "stdout" | "stderr">) => void;
  /** Called for each new process with the socket that is its descriptor 4. */
  readonly onStart: (socket: Socket) => void;
  readonly onMessage: (message: ToFront) => void;
  /** Told that it ended without being asked to, and when it is started again. */
  readonly onCrash: (
    end: { readonly code: number | null; readonly signal: string | null },
    againInMs: number,
  ) => void;
}

/** Before a process that ended is started again; twice as long each time, up to the second. */
export const firstPauseMs = 200;
export const longestPauseMs = 10_000;
/** A process that served this long did not fail at its start. */
const wellMs = 60_000;
const patienceMs = 5_000;

/** The process with the pages, which is started again whenever it ends. */
export class PageProcess {
  readonly #options: PageProcessOptions;
  #child: ChildProcess | undefined;
  #isReady = false;
  #begun = 0;
  #isStopping = false;
  #pauseMs = firstPauseMs;
  #timer: NodeJS.Timeout | undefined;
  #tellReady: () => void = () => {};
  /** Resolves when it serves for the first time. */
  readonly firstReady = new Promise<void>((resolve) => {
    this.#tellReady = resolve;
  });

  constructor(options: PageProcessOptions) {
    this.#options = options;
    this.#start();
  }

  /** True while pages can be asked for. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** How many times it began to serve; null while it does not. */
  get generation(): number | null {
    return this.#isReady ? this.#begun : null;
  }

  /** How many times it began to serve. */
  get starts(): number {
    return this.#begun;
  }

  /** Does nothing while there is no process. */
  tell(message: ToPages): void {
    if (this.#child?.connected) this.#child.send(message, () => {});
  }

  /** Ends it, and waits for that. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    this.tell({ kind: "stop" });
    const patience = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    await ended;
    clearTimeout(patience);
  }

  #start(): void {
    const { command, environment, niceness, onOutput, onStart, onMessage, onCrash } = this.#options;
    const [program, ...parameters] = command;
    const startedAt = Date.now();
    const child = spawn(program, parameters, {
      env: environment as NodeJS.ProcessEnv,
      // Moments stay moments.
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc", "pipe"],
    });
    this.#child = child;
    const lower = () => child.pid !== undefined && setPriority(child.pid, niceness);
    try {
      lower();
    } catch {
      // Where it is not allowed, or over already, all processes weigh the same.
    }
    onOutput(child);
    onStart(child.stdio[4] as Socket);
    child.on("message", (message: ToFront) => {
      if (message.kind !== "ready") return onMessage(message);
      this.#isReady = true;
      this.#begun += 1;
      this.#tellReady();
    });
    child.on("error", () => {});
    child.once("close", (code, signal) => {
      this.#isReady = false;
      if (this.#isStopping) return;
      this.#pauseMs = Date.now() - startedAt > wellMs ? firstPauseMs : this.#pauseMs;
      onCrash({ code, signal }, this.#pauseMs);
      this.#timer = setTimeout(() => this.#start(), this.#pauseMs);
      this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
    });
  }
}
