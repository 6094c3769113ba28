import { AsyncLocalStorage } from "node:async_hooks";

/** An answer in the making that all readers are to get, unless something says on the way that it is for one alone. */
export interface ForAll {
  /** Tells it from others that are in the making. */
  readonly id: string;
  isForAll: boolean;
}

/** In one place for all bundles of the process. */
const key = Symbol.for("dblab-telemetry.for-all");
const slot = globalThis as unknown as { [key]?: AsyncLocalStorage<ForAll> };

/** What is being made for all, by the code that is called for it. */
export const makingForAll: AsyncLocalStorage<ForAll> = slot[key] ?? new AsyncLocalStorage();
slot[key] = makingForAll;

/** Says of the answer in the making that it holds for one reader, or for this moment, and must not be kept. */
export function notForAll(): void {
  const making = makingForAll.getStore();
  if (making !== undefined) making.isForAll = false;
}
