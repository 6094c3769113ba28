import type { Socket } from "node:net";
import type { IngestSide } from "../ingest/ingestSide";
import type { Measured } from "../metrics/metric";
import { type Behind, behindVariable, type ToFront } from "./line";
import { PageProcess, type PageProcessOptions } from "./pageProcess";

interface Beside extends Pick<PageProcessOptions, "command" | "niceness" | "onOutput" | "onCrash"> {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly behind: Behind;
  readonly ingest: IngestSide;
  /** What this process counted. */
  readonly measure: () => Promise<readonly Measured[]>;
  /** Lets the process at the other end of a socket use the embedded database. */
  readonly lend: (socket: Socket) => void;
}

/** How often the other process is told how ingest does, where that changed. */
const tellEveryMs = 250;

/** A process that is asked something and says nothing for so long does not know it. */
const answeredWithinMs = 2_000;

/** What it answers when it is asked something. */
type Answer = Extract<ToFront, { readonly kind: "figures" | "metrics" }>;

/** The process with the pages, as the one in front has it. */
export interface BesideFront {
  readonly pages: PageProcess;
  /** Which revision of the published figures pages are made of; null where it cannot tell. */
  readonly askFigures: () => Promise<string | null>;
  /** What it counted for `/metrics`; nothing where it does not say. */
  readonly askMetrics: () => Promise<readonly Measured[]>;
}

/** Starts the process with the pages, and keeps up the line to it. */
export function startBeside({
  command,
  niceness,
  onOutput,
  onCrash,
  environment,
  behind,
  ingest,
  measure,
  lend,
}: Beside): BesideFront {
  const stateOf = () =>
    ({
      kind: "state",
      isAway: ingest.isAway,
      spoolState: ingest.spoolState,
      lastStoredAt: ingest.lastStoredAt,
      jobs: ingest.jobs,
    }) as const;
  let watched = new Set<string>();
  let told = "";
  const asked = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  const tellState = (isNew: boolean) => {
    const state = stateOf();
    const text = JSON.stringify(state);
    if (isNew || text !== told) pages.tell(state);
    told = text;
  };
  const pages: PageProcess = new PageProcess({
    command,
    niceness,
    onOutput,
    // Where the C library keeps memory apart for each thread, many threads that render keep much of it.
    environment: { MALLOC_ARENA_MAX: "2", ...environment, [behindVariable]: JSON.stringify(behind) },
    onCrash(end, againInMs) {
      for (const key of watched) ingest.watch(key, false);
      watched = new Set();
      onCrash(end, againInMs);
    },
    onStart(database) {
      lend(database);
      // The process is remembered in a moment.
      queueMicrotask(() => tellState(true));
    },
    onMessage(message) {
      if (message.kind === "changed") {
        void ingest.changed(message.what).then(() => pages.tell({ kind: "read", id: message.id }));
      } else if (message.kind === "figures") {
        asked.get(message.id)?.(message);
      } else if (message.kind === "metrics") {
        asked.get(message.id)?.(message);
      } else if (message.kind === "settle") {
        void ingest.settle().then(() => pages.tell({ kind: "read", id: message.id }));
      } else if (message.kind === "measure") {
        void measure().then((metrics) => pages.tell({ kind: "measured", id: message.id, metrics }));
      } else if (message.kind === "watch") {
        ingest.watch(message.key, message.isWatched);
        if (message.isWatched) watched.add(message.key);
        else watched.delete(message.key);
      }
    },
  });
  setInterval(() => tellState(false), tellEveryMs).unref();
  ingest.onStored((keys) => pages.tell({ kind: "stored", keys: [...keys] }));
  /** Null where no answer comes. */
  const ask = (kind: Answer["kind"]) =>
    new Promise<Answer | null>((resolve) => {
      lastId += 1;
      const id = lastId;
      const tell = (answer: Answer | null) => {
        clearTimeout(patience);
        asked.delete(id);
        resolve(answer);
      };
      const patience = setTimeout(() => tell(null), answeredWithinMs);
      asked.set(id, tell);
      pages.tell({ kind, id });
    });
  return {
    pages,
    async askFigures() {
      const answer = await ask("figures");
      return answer?.kind === "figures" ? answer.revision : null;
    },
    async askMetrics() {
      const answer = pages.isReady ? await ask("metrics") : null;
      return answer?.kind === "metrics" ? answer.metrics : [];
    },
  };
}
