import type { SpoolReading } from "@/lib/status/readSpool";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { Link } from "../ui/link";

/** On top of every page while the database is away. */
export function AwayBanner({ spool }: { spool: SpoolReading | null }) {
  return (
    <p role="status" className="border-b border-rule bg-accent-ground px-4 py-2 text-center text-sm">
      {sayAway(spool)} Figures are those from before the outage. <Link href="/status">Status</Link>
    </p>
  );
}

function sayAway(spool: SpoolReading | null): string {
  if (spool === null || spool.since === null) return "The database is away.";
  return `The database is away since ${sayTime(spool.since)}; ${countOf(spool.waiting, "event")} ${spool.waiting === 1 ? "waits" : "wait"} in the spool.`;
}
