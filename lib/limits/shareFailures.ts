import { unlessAway } from "../database/errors";
import type { Session } from "../database/types";
import type { AllFailures, ShareFailure } from "../http/failureBudgets";
import type { Pseudonyms } from "../settings/pseudonyms";

interface SharingOptions {
  readonly pseudonyms: Pick<Pseudonyms, "failureBudget">;
  readonly onError: (error: unknown) => void;
}

interface Waiting {
  failures: number;
  learn: (all: AllFailures) => void;
}

/** Budgets that wait to be told of at most; beyond that processes count alone. */
const mostWaiting = 10_000;
const timeoutMs = 2_000;

/** Ends that no clock of now can have set count as over. */
const runs = "kept.ends_at between now() and now() + interval '1 minute'";
const addStatement = `
with gone as (
  delete from failure_count where budget in (
    select budget from failure_count
    where ends_at < now() - interval '1 minute' and budget <> all($1::uuid[])
    limit 1000 for update skip locked)
)
insert into failure_count as kept (budget, failures, ends_at)
select r.budget, r.failures, now() + interval '1 minute'
from unnest($1::uuid[], $2::integer[]) as r(budget, failures)
order by r.budget
on conflict (budget) do update set
  failures = case when ${runs} then kept.failures else 0 end + excluded.failures,
  ends_at = case when ${runs} then kept.ends_at else excluded.ends_at end
returning budget, failures, ceil(extract(epoch from ends_at - now()) * 1000)::integer as "endsInMs"`;

/**
 * Counts failures of all processes on a database together. Nobody waits for it: a failure is told in the background, together with
 * those that come meanwhile, and its answer says how many there were elsewhere. So each process lets through one failure
 * more than a budget has, at most, and those that are under way. Where the database is away each counts alone.
 *
 * Budgets are named by a keyed hash that changes every hour: no address is stored.
 *
 * @returns for a limit of a name what tells of its failures
 */
export function createFailureSharing(
  database: Pick<Session, "query">,
  { pseudonyms, onError }: SharingOptions,
): (limit: string) => ShareFailure {
  let waiting = new Map<string, Waiting>();
  let isSending = false;

  const sendBatch = async (batch: ReadonlyMap<string, Waiting>) => {
    const keys = [...batch.keys()];
    const rows = await database.query<{ budget: string } & AllFailures>(
      addStatement,
      [keys, keys.map((key) => batch.get(key)?.failures ?? 0)],
      { timeoutMs },
    );
    for (const { budget, failures, endsInMs } of rows) {
      // What came meanwhile is not counted there yet.
      const more = waiting.get(budget)?.failures ?? 0;
      batch.get(budget)?.learn({ failures: failures + more, endsInMs });
    }
  };
  const send = async () => {
    try {
      while (waiting.size > 0) {
        const batch = waiting;
        waiting = new Map();
        await sendBatch(batch);
      }
    } catch (error) {
      try {
        unlessAway(error);
      } catch {
        onError(error);
      }
    } finally {
      isSending = false;
    }
  };

  return (limit) => (name, learn) => {
    const key = pseudonyms.failureBudget(`${limit} ${name}`);
    const before = waiting.get(key);
    if (before === undefined && waiting.size >= mostWaiting) return;
    waiting.set(key, { failures: (before?.failures ?? 0) + 1, learn });
    if (isSending) return;
    isSending = true;
    // A failure uses several budgets, which are told together.
    queueMicrotask(() => void send());
  };
}
