import { expectedError } from "@/lib/statistics/publish/expectedError";
import { noiseTable } from "@/lib/statistics/publish/noise";
import { leastInstancesOf } from "@/lib/statistics/publish/publishTimes";
import { sayCount, sayPercent } from "@/lib/words/sayNumbers";
import { DataTable, numbers, Prose, Section } from "../ui";
import { workPublication } from "./worked-example";

interface SmallGroupsProps {
  publishMinInstances: number;
  isPrivate: boolean;
}

const whole = noiseTable.reduce((sum, [, weight]) => sum + weight, 0);
const most = Math.max(...noiseTable.map(([noise]) => noise));
const errorsAt = [50, 400, 2000] as const;

/** How counts are perturbed and small groups withheld, with an example that the same code works out. */
export function SmallGroups({ publishMinInstances, isPrivate }: SmallGroupsProps) {
  const example = workPublication();
  const last = example.classes.findLast(({ published }) => published !== null) ?? example.classes[0];
  return (
    <Section
      id="small-groups"
      title="Small groups"
      lead="A figure about very few instances can be a figure about one company. So it is not published, and no published number of instances is exact."
    >
      <div className="flex max-w-[52rem] flex-col gap-5">
        <Prose>
          <p>
            Every number of instances passes one door. There a number from −{most} to +{most} is added to it,
            which depends on who the instances are and on a secret key of this installation: the same
            instances always get the same number, and other instances another one. Over all groups it adds
            nothing, and its variance is 2. Everything else is computed from what has passed: thresholds,
            shares, sentences, pictures and files.
          </p>
          <p>
            What is then less than <code>PUBLISH_MIN_INSTANCES</code>,{" "}
            {isPrivate ? (
              "10 unless it is set otherwise, "
            ) : (
              <>
                <strong>here {publishMinInstances}</strong>,{" "}
              </>
            )}
            is not published. Nobody and too few look the same: which classes there are is what this page
            declares, not what instances sent. “Other” is what the classes that are published leave of n.
          </p>
        </Prose>
        <DataTable
          id="small-groups-example"
          caption={`${sayCount(example.all)} made-up instances by engine version, with a smallest group of ${example.publishMinInstances}`}
          columns={["Version", ...numbers("True", "Added", "Published", "Share")]}
          rows={[
            ...example.classes.map(({ name, instances, perturbed, published }) => ({
              key: name,
              cells: [
                name,
                instances,
                instances === 0 ? "–" : signed(perturbed - instances),
                published ?? "too few",
                published === null ? "–" : share(published, example.n),
              ],
            })),
            {
              key: "other",
              cells: [
                "Other",
                "",
                "",
                example.other >= example.publishMinInstances ? example.other : "too few",
                example.other >= example.publishMinInstances ? share(example.other, example.n) : "–",
              ],
            },
            {
              key: "total",
              cells: ["All (n)", example.all, signed(example.n - example.all), example.n, share(1, 1)],
            },
          ]}
        />
        <Prose>
          <p>
            Version 3.1 has nobody and 3.2 has two, and both say “too few”. The rest of n,{" "}
            {`${example.n} − ${example.shown} = ${example.other}`}, holds the noise of every number in it.
          </p>
        </Prose>
        <DataTable
          id="noise-table"
          caption="How often each number is added"
          columns={["Added", ...numbers(...noiseTable.map(([noise]) => signed(noise)))]}
          rows={[
            {
              key: "frequency",
              cells: ["In 1,000", ...noiseTable.map(([, weight]) => Math.round((weight / whole) * 1000))],
            },
          ]}
        />
        <Prose>
          <h3 id="accuracy">How exact figures are</h3>
          <p>
            A share is off by the noise of its class and of n. On average a share of a half is off by{" "}
            {errorsAt.map((n, index) => (
              <span key={n}>
                {index === 0 ? "" : index === errorsAt.length - 1 ? " and " : ", "}
                {expectedError(n, 0.5).toFixed(2)} points of per cent where n is {sayCount(n)}
              </span>
            ))}
            . <code>npm run bench:disclosure</code> repeats that by simulation.
          </p>
          <p>
            Percentiles need support on their outer side: the 25th and 75th are published from{" "}
            {leastInstancesOf[25]} instances on, the 5th and 95th from {leastInstancesOf[95]}, the 99th from{" "}
            {leastInstancesOf[99]}. A percentile is read from the smallest span of a declared ladder of times
            around it that at least {publishMinInstances} instances are in, so that no single clone time is
            behind it.
          </p>
          <p>
            In what counts events or clones an instance contributes at most a declared number a week, and a
            sum of which one instance would still make more than half is withheld, as are percentiles of all
            clones where it would make more than a tenth. Sums are moved by up to one instance’s largest
            contribution.
          </p>
          <p>
            Only coarse classes are published at all: <code>4.1</code> and not the build, <code>daily</code>{" "}
            and not the cron line, powers of two and not the size of a pool.
          </p>
          <h3 id="shares">Shares and their denominators</h3>
          <p>
            A share always says of how many. {last?.published} of {sayCount(example.n)} instances run{" "}
            {last?.name}: that is {share(last?.published ?? 0, example.n)}. The denominator is the instances
            that could have answered. Engines before 3.4 do not report their memory, so they are not
            “instances with unknown memory”: they are not in that share at all, and the figure says so.
          </p>
        </Prose>
      </div>
    </Section>
  );
}

function signed(noise: number): string {
  return noise > 0 ? `+${noise}` : noise === 0 ? "0" : `−${-noise}`;
}

/** A share in per cent, with one decimal where there is one. */
function share(part: number, of: number): string {
  return sayPercent(Number(((part / of) * 100).toFixed(1)));
}
