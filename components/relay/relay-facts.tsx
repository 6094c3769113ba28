import type { RelayState } from "@/lib/relay/relayState";
import { sayBytes } from "@/lib/words/sayBytes";
import { sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { Facts } from "../instance/facts";
import { Figure, KeyFigures, Section } from "../ui";
import { sayPhase, totalOf } from "./say-relay";

interface RelayFactsProps {
  state: RelayState;
  /** Of the service upstream. */
  address: string;
  hasToken: boolean;
}

/** How a relay stands: what waits, what left and what stayed, and how upstream answers. */
export function RelayFacts({ state, address, hasToken }: RelayFactsProps) {
  const { counts, waiting, oldest, lastAnswer, bytes, limitBytes, damaged } = state;
  return (
    <>
      <KeyFigures id="figures" title="Events since it was set up">
        <Figure
          label="Wait here"
          value={waiting}
          note={oldest === null ? "nothing waits" : `the oldest since ${sayTime(oldest)}`}
        />
        <Figure label="Left" value={counts.forwarded} note="taken by the service upstream" />
        <Figure
          label="Stayed"
          value={counts.inspected + totalOf(counts.withheld)}
          note="by a rule, in this relay’s own database"
        />
        <Figure label="Refused" value={totalOf(counts.refused)} note="by the service upstream, for good" />
      </KeyFigures>
      <Section id="state" title="State" lead={sayPhase(state)}>
        <Facts
          facts={[
            ["Service upstream", <code key="address">{address}</code>],
            [
              "Known there",
              hasToken ? "by the token of RELAY_TOKEN" : "as a stranger: RELAY_TOKEN is not set",
            ],
            [
              "Last answer",
              lastAnswer === null ? "none yet" : `${lastAnswer.words}, ${sayTime(lastAnswer.at)}`,
            ],
            ["Room", `${sayBytes(bytes)} of ${sayBytes(limitBytes)} (RELAY_LIMIT) used`],
            [
              "Calls passed on",
              `${sayCount(totalOf(counts.calls))}, of which ${sayCount(counts.callsUnanswered)} without an answer`,
            ],
            ...(damaged === 0 ? [] : [["Unreadable", countOf(damaged, "event")] as const]),
          ]}
        />
      </Section>
    </>
  );
}
