import type { Socket } from "node:net";
import type { IngestSide } from "../ingest/ingestSide";
import { type Behind, behindVariable } from "./line";
import { PageProcess, type PageProcessOptions } from "./pageProcess";

interface Beside extends Pick<PageProcessOptions, "command" | "niceness" | "onOutput" | "onCrash"> {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly behind: Behind;
  readonly ingest: IngestSide;
  /** Lets the process at the other end of a socket use the embedded database. */
  readonly lend: (socket: Socket) => void;
}

/** How often the other process is told how ingest does, where that changed. */
const tellEveryMs = 250;

/** Starts the process with the pages, and keeps up the line to it. */
export function startBeside({
  command,
  niceness,
  onOutput,
  onCrash,
  environment,
  behind,
  ingest,
  lend,
}: Beside): PageProcess {
  const stateOf = () =>
    ({ kind: "state", isAway: ingest.isAway, spoolState: ingest.spoolState, jobs: ingest.jobs }) as const;
  let watched = new Set<string>();
  let told = "";
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
      } else if (message.kind === "watch") {
        ingest.watch(message.key, message.isWatched);
        if (message.isWatched) watched.add(message.key);
        else watched.delete(message.key);
      }
    },
  });
  setInterval(() => tellState(false), tellEveryMs).unref();
  ingest.onStored((keys) => pages.tell({ kind: "stored", keys: [...keys] }));
  return pages;
}
