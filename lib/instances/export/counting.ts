import type { EventPage } from "./readEventPages";
import type { EndRecord } from "./records";

/** Counts what is written, for the record at the end. */
export class Counting {
  #instance = 0;
  #events = 0;
  #days = 0;
  readonly #byType: Record<string, number> = {};

  addInstance(instance: object | null): void {
    if (instance !== null) this.#instance += 1;
  }

  addEvents({ events, byType }: EventPage): void {
    this.#events += events;
    for (const [type, more] of Object.entries(byType)) this.#byType[type] = (this.#byType[type] ?? 0) + more;
  }

  addDays(days: number): void {
    this.#days += days;
  }

  end(): EndRecord {
    return {
      counts: { instance: this.#instance, event: this.#events, day: this.#days },
      events_by_type: { ...this.#byType },
    };
  }
}
