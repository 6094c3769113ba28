import { believedHours } from "@/lib/catalogue";
import { inHundred, remaining } from "@/lib/statistics/attacks/remaining";
import { countOf } from "@/lib/words/sayPlurals";
import { Link, Prose, Section } from "../ui";

interface DisclosureProps {
  publishMinInstances: number;
  countAfterDays: number;
}

/** What somebody could try to learn of one instance, what stands against it, and what does not. */
export function Disclosure({ publishMinInstances, countAfterDays }: DisclosureProps) {
  const [forging, watching] = [inHundred(remaining.forgeForWeeks), inHundred(remaining.watchSteadily)];
  const [averaging, comparing] = [inHundred(remaining.averageEditions), inHundred(remaining.seeNobody)];
  return (
    <Section
      id="disclosure"
      title="What figures do not tell of one instance"
      lead="Each of these was tried, as a program that uses what is public and nothing else. The programs are part of the tests: lib/statistics/attacks."
    >
      <Prose>
        <ul>
          <li>
            <strong>Watching a count grow.</strong> There is none to watch: a week appears once, and stays.
          </li>
          <li>
            <strong>Subtracting</strong> one figure from another, such as an edition from all, a week from the
            next, or one statistic from another with the same instances. Each figure carries a noise of its
            own; the same instances carry the same one, so repeating tells nothing more.
          </li>
          <li>
            <strong>Reading what is left out.</strong> Nobody and fewer than {publishMinInstances} look the
            same, and no name, reason or order of a small class is told.
          </li>
          <li>
            <strong>Making an instance vanish.</strong> An erasure, an edition, a link or a late event changes
            no week that was counted.
          </li>
          <li>
            <strong>Filling a class with made-up engines.</strong> One counts only once it was seen twice by
            our clock, {countOf(countAfterDays, "day")} or more apart; a time that it claims is believed for{" "}
            {believedHours} hours; a network may bring only so many new ones a day; and a week with unusually
            many is held. What it then finds in its class is a number that may be up to four off.
          </li>
          <li>
            <strong>The fastest and the slowest.</strong> No percentile is the time of one instance.
          </li>
        </ul>
        <h3 id="not-protected">What this does not protect against</h3>
        <ul>
          <li>
            <strong>Patience.</strong> Somebody with enough made-up engines, in enough networks, over enough
            weeks: three weeks of forging a class got claims about its size right in {forging.right} of 100
            cases, where a guess was in {forging.guess}.
          </li>
          <li>
            <strong>Who knows everything of one engine.</strong> Where all others are active every week, its
            silence shows, in {watching.right} of 100 cases where a guess was right in {watching.guess}: the
            noise is another in each statistic, and some of them together average it away. In a fleet with
            ordinary comings and goings, nothing was gained.
          </li>
          <li>
            <strong>Averages over weeks.</strong> The size of what is withheld of an edition can be estimated
            from many weeks: exactly right in {averaging.right} of 100 cases, where a guess was in{" "}
            {averaging.guess}.
          </li>
          <li>
            <strong>Equal totals.</strong> Two statistics with the same n have the same instances behind them:
            that nobody “could not answer” can be seen, in {comparing.right} of 100 cases. It tells of no
            instance.
          </li>
          <li>What an engine’s own admin publishes, and who sees its traffic on the way.</li>
          <li>
            Who has this installation’s secrets and database: they see what is stored, which is on the{" "}
            <Link href="/privacy">privacy page</Link>.
          </li>
        </ul>
      </Prose>
    </Section>
  );
}
