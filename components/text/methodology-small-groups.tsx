import { thresholds } from "@/lib/settings/thresholds";
import { sayCount, sayPercent } from "@/lib/words/sayNumbers";
import { DataTable, numbers, Prose, type Row, Section } from "../ui";
import { workSmallGroups } from "./worked-example";

interface SmallGroupsProps {
  publishMinInstances: number;
  isPrivate: boolean;
}

/** The small-group rule, applied step by step to made-up counts, and what a share is a share of. */
export function SmallGroups({ publishMinInstances, isPrivate }: SmallGroupsProps) {
  const example = workSmallGroups();
  const { total, smallTotal, otherInstances, own } = example;
  const named = [...own, ...example.company];
  const last = own.at(-1) ?? { name: "", instances: 0 };
  return (
    <Section
      id="small-groups"
      title="Small groups"
      lead="A figure about very few instances can be a figure about one company. So it is not published."
    >
      <div className="flex max-w-[52rem] flex-col gap-5">
        <Prose>
          <p>
            A class of fewer instances than <code>PUBLISH_MIN_INSTANCES</code> goes into “Other”. If “Other”
            is then itself too small, the smallest class that was left goes with it.{" "}
            <strong>Here the smallest group is {publishMinInstances}</strong>
            {publishMinInstances === 1 ? ": nothing is hidden." : "."}{" "}
            {isPrivate
              ? `An installation that publishes takes ${thresholds.publishing.publishMinInstances} unless it is set otherwise. `
              : ""}
            Made-up numbers, with {example.publishMinInstances}:
          </p>
        </Prose>
        <DataTable
          id="small-groups-example"
          caption={`${sayCount(total)} made-up instances by engine version`}
          columns={["Version", ...numbers("Instances"), "Step 1", "Step 2", ...numbers("Published", "Share")]}
          rows={[
            ...rowsOf(own, "stays", "stays", total),
            ...rowsOf(example.company, "stays", "to Other", total),
            ...rowsOf(example.small, "to Other", "in Other", total),
            {
              key: "other",
              cells: [
                "Other",
                "",
                `${smallTotal} in all: too few`,
                `${otherInstances} in all`,
                otherInstances,
                share(otherInstances ?? 0, total),
              ],
            },
            {
              key: "total",
              cells: ["All", sayCount(total), "", "", sayCount(total), share(total, total)],
            },
          ]}
        />
        <Prose>
          <p>
            Step 2 is there because of the total. With {named.map(({ name }) => name).join(", ")} published,
            the rest would be {sayCount(total)} − ({named.map(({ instances }) => instances).join(" + ")}) ={" "}
            {smallTotal}, and everybody could see a group of {smallTotal}.
          </p>
          <p>
            Only coarse classes are published at all: <code>4.1</code> and not the build, <code>daily</code>{" "}
            and not the cron line, powers of two and not the size of a pool.
          </p>
          <h3 id="shares">Shares and their denominators</h3>
          <p>
            A share always says of how many. {last.instances} of {sayCount(total)} instances run {last.name}:{" "}
            {`${last.instances}\u00a0÷\u00a0${total}\u00a0=\u00a0${last.instances / total}`}, which is{" "}
            {share(last.instances, total)}. It is not {last.instances / total}%; that would be{" "}
            {last.instances} of {sayCount(total * 100)}.
          </p>
          <p>
            The denominator is the instances that could have answered. Engines before 3.4 do not report their
            memory, so they are not “instances with unknown memory”: they are not in that share at all, and
            the figure says so.
          </p>
        </Prose>
      </div>
    </Section>
  );
}

function rowsOf(
  classes: readonly { readonly name: string; readonly instances: number }[],
  step1: string,
  step2: string,
  total: number,
): Row[] {
  const stays = step1 === "stays" && step2 === "stays";
  return classes.map(({ name, instances }) => ({
    key: name,
    cells: [name, instances, step1, step2, stays ? instances : "–", stays ? share(instances, total) : "–"],
  }));
}

/** A share in per cent, with one decimal where there is one. */
function share(part: number, whole: number): string {
  return sayPercent(Number(((part / whole) * 100).toFixed(1)));
}
