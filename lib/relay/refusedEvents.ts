import { join } from "node:path";
import { z } from "zod";
import type { Sealer } from "../settings/sealer";
import { readSealedLog, SealedLog } from "./sealedLog";

const RefusedEvent = z.object({
  at: z.iso.datetime(),
  code: z.string(),
  message: z.string(),
  /** As it was sent. */
  event: z.object({ event_type: z.string(), event_time: z.string() }).loose(),
});

/** An event that the service upstream will never take, and why not. */
export type RefusedEvent = z.output<typeof RefusedEvent>;

const limitBytes = 16 * 2 ** 20;
const folderIn = (folder: string) => join(folder, "refused");

/** Opens the log of events that were set aside. It keeps the newest 16 MiB, packed and encrypted. */
export function openRefusedEvents(folder: string, sealer: Sealer) {
  const log = new SealedLog({ folder: folderIn(folder), sealer, limitBytes, fileBytes: 2 ** 20 });
  return {
    setAside: (event: RefusedEvent) => log.append(event, new Date(event.at)),
    close: () => log.close(),
  };
}

/** The latest of them. */
export function readRefusedEvents(folder: string, sealer: Sealer, limit: number): RefusedEvent[] {
  const found: RefusedEvent[] = [];
  for (const value of readSealedLog(folderIn(folder), sealer)) {
    found.push(RefusedEvent.parse(value));
    if (found.length === limit) break;
  }
  return found;
}
