import type { Session } from "../database/types";

/** A turn of a job under a lease. */
export interface Turn {
  /**
   * To be asked between steps, each shorter than the lease, which it prolongs. False where the turn has to end: another
   * process has taken the job over, or the service stops. Such a turn does not count as a success.
   */
  goOn(): Promise<boolean>;
  /**
   * Runs `write` in a transaction that holds the lease's row, so that nobody can take the job over in the middle.
   * @returns false where the lease is lost, and nothing was written
   */
  write(write: (session: Session) => Promise<void>): Promise<boolean>;
}

interface Repeats {
  /** Also of its lease; what runs under it in older versions of the service is recognized by it. */
  readonly name: string;
  /** From the end of a turn to the next. */
  readonly everyMs: number;
  /** Whether its first turn comes when the process starts, however long ago the last success was. */
  readonly atStart: boolean;
  /** What the log says of a turn that failed. It is tried again, later each time, at the latest after `everyMs`. */
  readonly onError: string;
}

/**
 * What repeats as long as the service runs. Turns of a job never overlap.
 *
 * Under a lease one process does it for all, and it is due so long after its last success, whichever process had that
 * and however often they were restarted. Without one every process does it for itself.
 */
export type Job = Repeats &
  (
    | { readonly lease: true; run(turn: Turn): Promise<unknown> }
    | { readonly lease: false; run(): Promise<unknown> }
  );

/** How a job stands in this process. */
export interface JobState {
  readonly name: string;
  readonly everyMs: number;
  readonly lease: boolean;
  /** As far as this process knows: null before its first look. */
  readonly lastSuccessAt: Date | null;
  /** Null while a turn is running, and once jobs are stopped. */
  readonly nextAt: Date | null;
  /** Turns that failed in a row. */
  readonly failures: number;
  /** The last turn of this process that failed; kept when a later one succeeds. Never a message, which can quote values. */
  readonly lastError: {
    readonly at: Date;
    /** What the job's declaration says of it. */
    readonly words: string;
    readonly error: string;
    readonly sqlState?: string;
  } | null;
}
