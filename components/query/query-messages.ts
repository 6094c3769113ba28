import type { Stage } from "@/lib/query/querySession";
import type { QueryTable } from "@/lib/query/queryTable";
import type { RunOutcome } from "@/lib/query/result";

/** What the page asks of the worker in which PostgreSQL runs. */
export type ToWorker =
  | {
      readonly kind: "run";
      readonly query: string;
      readonly tables: readonly QueryTable[];
      /** Of the release, a path of this site. */
      readonly releasePath: string;
    }
  | { readonly kind: "csv" };

/** What the worker tells the page. */
export type FromWorker =
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "outcome"; readonly outcome: RunOutcome }
  | { readonly kind: "csv"; readonly csv: Blob }
  /** PostgreSQL could not be started, or is no more: the worker is of no use. */
  | { readonly kind: "ended"; readonly message: string };
