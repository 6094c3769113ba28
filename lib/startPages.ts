import { Socket } from "node:net";
import { borrowDatabase } from "./database/embedded/borrow";
import { createMakeForAll } from "./front/keptPages/makeForAll";
import { createReadPage } from "./front/keptPages/readPage";
import { type Behind, databaseDescriptor, type ToFront, type ToPages } from "./front/line";
import type { IngestSide } from "./ingest/ingestSide";
import type { Measured } from "./metrics/metric";
import { openCore } from "./openCore";
import { openPageSide } from "./openPageSide";
import { type Services, servicesKey, servicesSlot } from "./services";

/** Opens what pages are made of, in a process beside the one that answers engines. */
export function openPagesBehind(behind: Behind): Promise<Services> {
  servicesSlot[servicesKey] ??= open(behind);
  return servicesSlot[servicesKey];
}

async function open(behind: Behind): Promise<Services> {
  const { clientAddressHeader, lentDatabase } = behind;
  const { ingest, readMeasured } = lineToFront();
  const borrow =
    lentDatabase === null
      ? undefined
      : () =>
          borrowDatabase(
            new Socket({ fd: databaseDescriptor, readable: true, writable: true }),
            lentDatabase,
          );
  const core = await openCore(process.env, () => {}, borrow);
  const pages = await openPageSide(core, ingest, readMeasured);
  answerFront(pages);
  return {
    ...pages,
    receive: () => null,
    clientAddressHeader,
    makeForAll: createMakeForAll({ socket: behind.socket, header: behind.forAllHeader }),
    readPage: createReadPage({ at: { socketPath: behind.socket }, header: behind.forAllHeader }),
    async close() {
      await pages.close();
      await core.database.close();
    },
  };
}

/** Answers the process in front, which keeps what is made of the published figures, and tells what both counted. */
function answerFront({
  readFiguresRevision,
  measure,
}: Pick<Services, "readFiguresRevision" | "measure">): void {
  process.on("message", (message: ToPages) => {
    if (message.kind === "metrics") tell({ kind: "metrics", id: message.id, metrics: measure() });
    if (message.kind !== "figures") return;
    readFiguresRevision()
      .catch(() => null)
      .then((revision) => tell({ kind: "figures", id: message.id, revision }));
  });
}

function tell(message: ToFront): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

/** The side that answers engines, at the other end of the line, and what its process counted. */
function lineToFront(): {
  readonly ingest: IngestSide;
  readonly readMeasured: () => Promise<readonly Measured[]>;
} {
  let state: Pick<IngestSide, "isAway" | "spoolState" | "lastStoredAt" | "jobs"> = {
    isAway: false,
    spoolState: null,
    lastStoredAt: null,
    jobs: [],
  };
  const listeners: ((keys: Iterable<string>) => void)[] = [];
  const waiting = new Map<number, () => void>();
  const measuring = new Map<number, (metrics: readonly Measured[]) => void>();
  let lastId = 0;
  const ask = (message: (id: number) => ToFront) => {
    lastId += 1;
    const id = lastId;
    tell(message(id));
    return new Promise<void>((resolve) => waiting.set(id, resolve));
  };
  process.on("message", (message: ToPages) => {
    if (message.kind === "state") state = message;
    else if (message.kind === "stored") for (const listener of listeners) listener(message.keys);
    else if (message.kind === "read") {
      waiting.get(message.id)?.();
      waiting.delete(message.id);
    } else if (message.kind === "measured") {
      measuring.get(message.id)?.(message.metrics);
      measuring.delete(message.id);
    }
  });
  const ingest: IngestSide = {
    get isAway() {
      return state.isAway;
    },
    get spoolState() {
      return state.spoolState;
    },
    get lastStoredAt() {
      return state.lastStoredAt;
    },
    get jobs() {
      return state.jobs;
    },
    changed: (what) => ask((id) => ({ kind: "changed", id, what })),
    settle: () => ask((id) => ({ kind: "settle", id })),
    watch: (key, isWatched) => tell({ kind: "watch", key, isWatched }),
    onStored: (listener) => void listeners.push(listener),
  };
  return {
    ingest,
    readMeasured() {
      lastId += 1;
      const id = lastId;
      tell({ kind: "measure", id });
      return new Promise((resolve) => measuring.set(id, resolve));
    },
  };
}
