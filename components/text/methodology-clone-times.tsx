import { sayPercent } from "@/lib/words/sayNumbers";
import { DataTable, numbers, Prose, Section } from "../ui";
import { bucketTime, workMedians } from "./worked-example";

const exampleSeconds = [0, 0.05, 0.848746942, 12, 3600];

/** How clone times are counted, rounded into buckets and summed up. */
export function CloneTimes() {
  const { instances, typicalInstanceSeconds, allClonesSeconds } = workMedians();
  return (
    <Section
      id="clone-times"
      title="Clone times"
      lead="Zero means that nobody measured, never that it was instant."
    >
      <div className="flex max-w-[52rem] flex-col gap-5">
        <Prose>
          <p>
            <code>clone_created</code> is sent before the clone is ready, so its <code>cloning_time</code> is
            normally 0. The useful figure comes with <code>clone_reset</code>, which repeats how long the
            clone took to create. Zero is left out of every clone time, and how many clones were measured is
            said beside it.
          </p>
          <p>
            Single times are not kept beside the raw event. They are counted in buckets, each 2% longer than
            the one before, so that the time which stands for a bucket is at most 1% off:
          </p>
        </Prose>
        <DataTable
          id="buckets"
          caption="Times and their buckets, in seconds; computed by the code that counts"
          columns={numbers("Measured", "Bucket", "From", "To", "Stands for", "Error")}
          rows={exampleSeconds.map(bucketTime).map((time) => ({
            key: String(time.measuredSeconds),
            cells:
              time.bucket === null
                ? [time.measuredSeconds, "none", "–", "–", "not measured", "–"]
                : [
                    time.measuredSeconds,
                    time.bucket,
                    seconds(time.fromSeconds),
                    seconds(time.toSeconds),
                    seconds(time.standsForSeconds),
                    sayPercent(time.errorPercent.toFixed(2)),
                  ],
          }))}
        />
        <Prose>
          <p>
            Of clone times there are medians and percentiles, never a mean: one clone that took an hour would
            outweigh a thousand others. A percentile is the nearest rank over the buckets: the time of the
            first bucket by which so many per cent are reached. And there are two medians, because they answer
            two questions:
          </p>
        </Prose>
        <DataTable
          id="medians"
          caption="Made-up clone times of three instances, in seconds"
          columns={["Instance", "Clone times", ...numbers("Its median")]}
          rows={instances.map(({ name, cloneTimesSeconds, medianSeconds }) => ({
            key: name,
            cells: [name, cloneTimesSeconds.join(", "), medianSeconds],
          }))}
        />
        <Prose>
          <p>
            <strong>The typical instance</strong> takes {typicalInstanceSeconds} s: the middle of the three
            medians, every instance with the same weight. <strong>The typical clone</strong> takes{" "}
            {allClonesSeconds} s: the middle of all times, so that A, which makes most of the clones, decides.
            Either alone would mislead.
          </p>
        </Prose>
      </div>
    </Section>
  );
}

function seconds(value: number): string {
  return String(Number(value.toPrecision(4)));
}
