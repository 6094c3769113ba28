import type { CountedIn } from "@/lib/instances/compare/types";
import { Badge, type BadgeTone, Link, Section, StackedTable } from "../../ui";

const tones: Readonly<Record<CountedIn["state"], BadgeTone>> = {
  published: "good",
  withheld: "caution",
  "not counted": "caution",
  "cannot answer": "neutral",
  "nothing to count": "neutral",
};

/** In which class of every published statistic an instance is, and whether it is counted there. */
export function CountedInTable({ countedIn }: { countedIn: readonly CountedIn[] }) {
  const published = countedIn.filter(({ state }) => state === "published").length;
  return (
    <Section
      id="counted"
      title="Where this instance is counted"
      lead={`Every published statistic and the week that is not over: ${published} of ${countedIn.length} count this instance in a class that is published.`}
    >
      <StackedTable
        caption="Published statistics, and how this instance counts in each"
        columns={[
          { title: "Statistic", className: "md:w-[24%]" },
          { title: "Its class", className: "md:w-[24%]" },
          { title: "State", className: "md:w-[16%]" },
          "Why",
        ]}
        rows={countedIn.map(({ statistic, title, classes, state, why }) => ({
          key: statistic,
          cells: [
            <Link key="title" href={`/statistics/${statistic}`}>
              {title}
            </Link>,
            classes.length === 0 ? (
              <span key="classes" className="text-ink-soft">
                none
              </span>
            ) : (
              classes.join(", ")
            ),
            <Badge key="state" tone={tones[state]}>
              {state}
            </Badge>,
            why,
          ],
        }))}
      />
    </Section>
  );
}
