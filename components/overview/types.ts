/** Everything the overview shows, read at one moment. Days are UTC; nothing here counts the example instances. */
export interface OverviewData {
  /** ISO time at which the numbers were read. */
  computedAt: string;
  /** The UTC day that is still running. */
  today: string;
  instances: { today: number; days28: number; all: number };
  events: { today: number; days28: number; all: number };
  perDay: {
    days: readonly { readonly day: string; readonly counts: Readonly<Record<string, number>> }[];
    types: readonly { readonly name: string; readonly title: string }[];
  };
  /** Events of the documentation's example instances: kept and shown, never counted. */
  exampleEvents: number;
  /** Newest first. `reason` is the code, `reasonText` its sentence; `eventType` and `field` are "" where unknown. */
  refusals: readonly {
    day: string;
    reason: string;
    reasonText: string;
    eventType: string;
    field: string;
    refusals: number;
  }[];
  /** True without a PUBLIC_URL. */
  isPrivate: boolean;
  /** Where engines reach this installation, without a slash at the end. */
  baseUrl: string;
}
