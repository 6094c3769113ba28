import { thresholds } from "@/lib/settings/thresholds";
import { methodologyVersion } from "@/lib/statistics/view/reading";
import { countOf } from "@/lib/words/sayPlurals";
import { Link, Page, Prose, Section } from "../ui";
import { CloneTimes } from "./methodology-clone-times";
import { Disclosure } from "./methodology-disclosure";
import { EditionMethods } from "./methodology-editions";
import { Periods } from "./methodology-periods";
import { SmallGroups } from "./methodology-small-groups";
import { StatisticMethods } from "./methodology-statistics";

/** The settings of an installation that decide what is counted and published. */
export interface CountingSettings {
  readonly countAfterDays: number;
  readonly publishMinInstances: number;
  readonly rawRetentionDays: number;
  /** True without a PUBLIC_URL. */
  readonly isPrivate: boolean;
  /** How far ahead a sender's clock may be. */
  readonly clockSkewSeconds: number;
}

/** How figures are made of events. */
export function Methodology(settings: CountingSettings) {
  return (
    <Page
      title="Methodology"
      lead={
        <>
          How figures are made of events: what is counted, what is withheld, and what cannot be measured.
          Every <Link href="/statistics">statistic</Link> is held to what stands here. Version{" "}
          {methodologyVersion}.
        </>
      }
    >
      <Section id="instance" title="What is counted">
        <Prose>
          <p>
            <strong>Instances, not events.</strong> A busy engine sends thousands of events and is one engine.
            In a period each instance counts once, with the last it said about itself up to the period’s end.
          </p>
          <p>
            An instance is an instance ID. One whose <code>meta</code> folder is not mounted makes a new ID at
            every start of its container and would count many times. So an instance counts only once it has
            sent a valid <code>engine_started</code> and was seen twice, some days apart, by our clock.{" "}
            <strong>
              {settings.countAfterDays === 0
                ? "Here the first sighting is enough"
                : `Here that is ${countOf(settings.countAfterDays, "day")}`}
            </strong>
            {settings.isPrivate
              ? `. This installation has no PUBLIC_URL and is private; one that publishes takes ${thresholds.publishing.countAfterDays} unless it is set otherwise.`
              : "."}
          </p>
          <p>
            The instance IDs of the documentation’s examples belong to nobody. What is sent with them is
            checked, stored and shown as usual, and counted in no statistic.
          </p>
          <p>
            {settings.isPrivate
              ? "The overview’s events per day are simpler here: all that arrived but those examples."
              : "The operator can exclude an instance; how many are excluded is in the list of corrections."}
          </p>
        </Prose>
      </Section>

      <Periods {...settings} />
      <SmallGroups {...settings} />
      <Disclosure {...settings} />
      <EditionMethods />
      <CloneTimes />
      <StatisticMethods />

      <Section id="not-measurable" title="What cannot be measured">
        <Prose>
          <ul>
            <li>
              <strong>Idle engines.</strong> An engine nobody uses sends nothing between its start and its
              stop. Silence can mean idle, off, or gone.
            </li>
            <li>
              <strong>Crashes.</strong> A killed engine never sends <code>engine_stopped</code>. A start
              without a stop before it can be a crash, a lost event, or a machine that was switched off.
            </li>
            <li>
              <strong>Lost events.</strong> Engines send each event once: no queue, no second try. What did
              not arrive is not known.
            </li>
            <li>
              <strong>Those who switched it off.</strong> They are missing, and nobody knows how many they
              are. Every figure is about engines that send, not about all engines.
            </li>
            <li>
              <strong>Forged events.</strong> Nothing proves that an event comes from an engine. What stands
              in the way is time and room, not proof: <a href="#not-protected">see above</a>.
            </li>
            <li>
              <strong>Sizes on LVM.</strong> Engines report 0 there, which is left out, not averaged in.
            </li>
          </ul>
          <p>
            What each field says and does not say is with the field, under <Link href="/events">Events</Link>.
          </p>
        </Prose>
      </Section>
    </Page>
  );
}
