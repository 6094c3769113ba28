import type { StatisticReading } from "@/lib/statistics/view/reading";
import { listOf } from "@/lib/words/sayPlurals";

type Rules = Pick<StatisticReading, "countAfterDays">;

/** What an installation without a PUBLIC_URL does not do, as far as its settings leave it at that. */
export function sayPrivate({ countAfterDays }: Rules): string {
  return listOf([
    "nothing is published",
    "nothing is withheld",
    ...(countAfterDays === 0 ? ["the first event counts at once"] : []),
  ]);
}

/** Says on a private installation that it is one, and what that means here. */
export function PrivateLine({ rules }: { rules: Rules }) {
  return (
    <p className="text-sm text-ink-soft">
      This installation is private, since no <code>PUBLIC_URL</code> is set: {sayPrivate(rules)}.
    </p>
  );
}
