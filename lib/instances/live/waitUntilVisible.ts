import type { Session } from "../../database/types";
import type { Changes } from "./changes";

interface Waiting {
  readonly changes: Changes;
  readonly signal: AbortSignal;
  readonly retryAfterMs: number;
  readonly onError: (error: unknown) => void;
}

/** Resolves with true once an instance is stored, not erased, and not an organization's, or with false when the signal stops it. */
export async function waitUntilVisible(
  { sql }: Pick<Session, "sql">,
  key: string,
  { changes, signal, retryAfterMs, onError }: Waiting,
): Promise<boolean> {
  let goOn = () => {};
  let timer: NodeJS.Timeout | undefined;
  const onChange = () => goOn();
  const unsubscribe = changes.subscribe(key, onChange);
  signal.addEventListener("abort", onChange);
  try {
    while (!signal.aborted) {
      // Listens before it looks: what is stored in between is not missed.
      const changed = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      try {
        const visible = await sql
          .selectFrom("open_instance")
          .select("instance_key")
          .where("instance_key", "=", key)
          .executeTakeFirst();
        if (visible !== undefined) return !signal.aborted;
      } catch (error) {
        onError(error);
        timer = setTimeout(onChange, retryAfterMs).unref();
      }
      if (!signal.aborted) await changed;
      clearTimeout(timer);
    }
    return false;
  } finally {
    clearTimeout(timer);
    unsubscribe();
    signal.removeEventListener("abort", onChange);
  }
}
