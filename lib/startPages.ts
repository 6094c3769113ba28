import { Socket } from "node:net";
import { borrowDatabase } from "./database/embedded/borrow";
import { type Behind, databaseDescriptor, type ToFront, type ToPages } from "./front/line";
import type { IngestSide } from "./ingest/ingestSide";
import { openCore } from "./openCore";
import { openPageSide } from "./openPageSide";
import { type Services, servicesKey, servicesSlot } from "./services";

/** Opens what pages are made of, in a process beside the one that answers engines. */
export function openPagesBehind(behind: Behind): Promise<Services> {
  servicesSlot[servicesKey] ??= open(behind);
  return servicesSlot[servicesKey];
}

async function open({ clientAddressHeader, lentDatabase }: Behind): Promise<Services> {
  const ingest = lineToFront();
  const borrow =
    lentDatabase === null
      ? undefined
      : () =>
          borrowDatabase(
            new Socket({ fd: databaseDescriptor, readable: true, writable: true }),
            lentDatabase,
          );
  const core = await openCore(process.env, () => {}, borrow);
  const pages = await openPageSide(core, ingest);
  return {
    ...pages,
    receive: () => null,
    clientAddressHeader,
    async close() {
      await pages.close();
      await core.database.close();
    },
  };
}

/** The side that answers engines, at the other end of the line. */
function lineToFront(): IngestSide {
  let state: Pick<IngestSide, "isAway" | "spoolState" | "jobs"> = {
    isAway: false,
    spoolState: null,
    jobs: [],
  };
  const listeners: ((keys: Iterable<string>) => void)[] = [];
  const waiting = new Map<number, () => void>();
  let lastId = 0;
  const tell = (message: ToFront) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => {});
  };
  process.on("message", (message: ToPages) => {
    if (message.kind === "state") state = message;
    else if (message.kind === "stored") for (const listener of listeners) listener(message.keys);
    else if (message.kind === "read") {
      waiting.get(message.id)?.();
      waiting.delete(message.id);
    }
  });
  return {
    get isAway() {
      return state.isAway;
    },
    get spoolState() {
      return state.spoolState;
    },
    get jobs() {
      return state.jobs;
    },
    changed(what) {
      lastId += 1;
      const id = lastId;
      tell({ kind: "changed", id, what });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    watch: (key, isWatched) => tell({ kind: "watch", key, isWatched }),
    onStored: (listener) => void listeners.push(listener),
  };
}
