/** What a failed attempt was: a wrong secret, or one that was not let through any more. */
export type FailureKind = "wrong" | "limited";

/** Failures of some seconds, as the log has them: what for, and how many. Never what was typed, nor who. */
export interface LoggedFailures {
  readonly at: string;
  readonly wrong: number;
  readonly limited: number;
}

/** Notes a failure. @param at what was to be opened, such as `organization` */
export type NoteFailure = (at: string, kind: FailureKind) => void;

const everyMs = 10_000;

/**
 * Writes wrong sign-ins and lock-outs down: the first at once, those that follow within ten seconds together in one line,
 * so that nobody fills the log by guessing.
 */
export function createFailureLog(
  write: (failures: LoggedFailures) => void,
  setTimer: (work: () => void, ms: number) => void = (work, ms) => setTimeout(work, ms).unref(),
): NoteFailure {
  const waiting = new Map<string, { wrong: number; limited: number }>();
  const flush = (at: string) => {
    const counts = waiting.get(at);
    if (counts === undefined || counts.wrong + counts.limited === 0) {
      waiting.delete(at);
      return;
    }
    waiting.set(at, { wrong: 0, limited: 0 });
    write({ at, ...counts });
    setTimer(() => flush(at), everyMs);
  };
  return (at, kind) => {
    const counts = waiting.get(at);
    if (counts !== undefined) {
      counts[kind] += 1;
      return;
    }
    waiting.set(at, { wrong: 0, limited: 0, [kind]: 1 });
    flush(at);
  };
}
