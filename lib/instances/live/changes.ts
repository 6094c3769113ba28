import type { Database } from "../../database/types";
import { readSignals } from "./readSignals";

/** Tells when something of an instance may have been stored. */
export interface Changes {
  /** Events of these instances were stored by this process. */
  wake(keys: Iterable<string>): void;
  /** @returns how to stop being told */
  subscribe(key: string, onChange: () => void): () => void;
  close(): void;
}

interface ChangesOptions {
  readonly lookEveryMs: number;
  readonly now: () => Date;
  readonly onWatch: (key: string, isWatched: boolean) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Other processes can write to a PostgreSQL server, so there one statement for all instances looks every so often, as
 * long as anybody wants to know. The embedded database has no other writer.
 */
export function createChanges(
  database: Pick<Database, "kind" | "prepared">,
  options: ChangesOptions,
): Changes {
  const subscribers = new Map<string, Set<() => void>>();
  const signals = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;

  const tell = (key: string) => {
    for (const onChange of [...(subscribers.get(key) ?? [])]) onChange();
  };

  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const found = await readSignals(database, [...subscribers.keys()], options.now());
      for (const [key, signal] of found) {
        if (!subscribers.has(key) || signals.get(key) === signal) continue;
        signals.set(key, signal);
        tell(key);
      }
    } catch (error) {
      options.onError(error);
    } finally {
      isLooking = false;
    }
  };

  const stopLooking = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };

  return {
    wake(keys) {
      for (const key of new Set(keys)) tell(key);
    },
    subscribe(key, onChange) {
      const own = () => onChange();
      const ofKey = subscribers.get(key) ?? new Set();
      subscribers.set(key, ofKey.add(own));
      if (ofKey.size === 1) options.onWatch(key, true);
      if (database.kind === "postgresql") {
        timer ??= setInterval(() => void look(), options.lookEveryMs).unref();
      }
      return () => {
        ofKey.delete(own);
        if (ofKey.size > 0 || subscribers.get(key) !== ofKey) return;
        subscribers.delete(key);
        options.onWatch(key, false);
        signals.delete(key);
        if (subscribers.size === 0) stopLooking();
      };
    },
    close() {
      subscribers.clear();
      signals.clear();
      stopLooking();
    },
  };
}
