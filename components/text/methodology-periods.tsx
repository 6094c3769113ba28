import { believedHours } from "@/lib/catalogue";
import { countAfterEndHours } from "@/lib/statistics/count/closing";
import { holding } from "@/lib/statistics/count/countWeeks";
import { leastChangedGroups } from "@/lib/statistics/count/revise";
import { Link, Prose, Section } from "../ui";

interface PeriodsProps {
  rawRetentionDays: number;
  publishMinInstances: number;
  isPrivate: boolean;
  /** How far ahead a sender's clock may be. */
  clockSkewSeconds: number;
}

/** What a week is, when it is counted, and what can change it. */
export function Periods({
  rawRetentionDays,
  publishMinInstances,
  isPrivate,
  clockSkewSeconds,
}: PeriodsProps) {
  return (
    <Section id="days" title="Weeks, and when they are counted">
      <Prose>
        {isPrivate ? (
          <p>
            <strong>This installation is private</strong>: it also shows days and the running period, counts
            late events whenever they come, and withholds nothing. What follows is about installations that
            publish.
          </p>
        ) : null}
        <p>
          Figures are of ISO weeks, Monday to Sunday, in UTC. A week is counted once, {countAfterEndHours}{" "}
          hours after its end, and never again: not for a late event, an erasure, an edition or a link. So two
          readings of one week are the same, and nothing can be learned from their difference. There are no
          figures of days, or of a week that is not over.
        </p>
        <p>
          Months, quarters and years are made of published weeks: of the mean week’s instances, of the mean of
          the weeks’ shares, and of the middle week’s percentiles. A week belongs to the month that its
          Thursday is in.
        </p>
        <h3 id="corrections">Corrections</h3>
        <p>
          A published week changes only by a revision of the operator’s. It has a date and a reason, is in the{" "}
          <Link href="/statistics/corrections">list of corrections</Link>, and leaves the old figures to be
          had. A revision by which fewer than {leastChangedGroups * publishMinInstances} instances would be
          counted otherwise is refused: the difference would tell of them.
        </p>
        <p>
          From the ninth week on, a week is held for review where more than {holding.moreThan} instances are
          new in it and more than {holding.times} times as many as in the median of the {holding.afterWeeks}{" "}
          weeks before. It is listed as held until the operator releases it.
        </p>
        <h3 id="event-times">Times of events</h3>
        <p>
          Engines send no time: an event counts on the day it arrives. Others may send <code>event_time</code>
          . It is believed for {believedHours} hours; an older event is kept for its instance, and counted
          nowhere. Senders that the operator trusts, such as a relay, are believed as far back as raw events
          are kept; a relay of an organization is, of the organization’s own instances, as far back as they
          are linked to it. A time more than {clockSkewSeconds / 60} minutes ahead or older than{" "}
          {rawRetentionDays} days is refused.
        </p>
      </Prose>
    </Section>
  );
}
