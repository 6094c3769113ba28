import { graceMinutes } from "@/lib/statistics/declare/closing";
import { Prose, Section } from "../ui";

interface PeriodsProps {
  rawRetentionDays: number;
  /** How far ahead a sender's clock may be. */
  clockSkewSeconds: number;
}

/** What a day is, when a period closes, and what late events do. */
export function Periods({ rawRetentionDays, clockSkewSeconds }: PeriodsProps) {
  return (
    <Section id="days" title="Days, periods and late events">
      <Prose>
        <p>
          Days are UTC days, weeks are ISO weeks, months are those of the calendar. The period that is still
          running is marked as unfinished wherever it is shown; it is counted anew in the background, every
          few seconds or, where that takes long, less often.
        </p>
        <p>
          A period closes {graceMinutes} minutes after its end: then its figures are computed once and kept.
          When events come late they are computed again, and the figures say when that was.
        </p>
        <p>
          Engines send no time: an event counts on the day it arrives. A relay may send{" "}
          <code>event_time</code>; then the event counts on that day, even if that day is long over and its
          figures change. A time more than {clockSkewSeconds / 60} minutes ahead or older than{" "}
          {rawRetentionDays} days is refused.
        </p>
      </Prose>
    </Section>
  );
}
