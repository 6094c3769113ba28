import type { JobState } from "@/lib/jobs/job";
import { sayTime } from "@/lib/words/sayDates";
import { sayDuration } from "@/lib/words/sayDuration";
import { countOf } from "@/lib/words/sayPlurals";
import { Badge } from "../ui/badge";
import { Section } from "../ui/section";
import { StackedTable } from "../ui/stacked-table";

/** What repeats as long as the service runs, and how it goes. */
export function JobsSection({ jobs }: { jobs: readonly JobState[] }) {
  return (
    <Section
      id="jobs"
      title="Jobs"
      lead="What repeats, as the process that answers here knows it. Of several processes one does what is under a lease."
    >
      <StackedTable
        caption="Jobs"
        columns={[
          { title: "Job", className: "md:w-[16%]" },
          { title: "Every", className: "md:w-[12%]" },
          { title: "Lease", className: "md:w-[9%]" },
          { title: "Last success" },
          { title: "Next turn" },
          { title: "Last error", className: "md:w-[28%]" },
        ]}
        rows={jobs.map((job) => ({
          key: job.name,
          cells: [
            job.name,
            sayDuration(job.everyMs / 1000),
            job.lease ? "yes" : "no",
            job.lastSuccessAt === null ? "none yet" : sayTime(job.lastSuccessAt.toISOString()),
            job.nextAt === null ? "now" : sayTime(job.nextAt.toISOString()),
            <LastError key="error" {...job} />,
          ],
        }))}
      />
    </Section>
  );
}

function LastError({ lastError, failures }: Pick<JobState, "lastError" | "failures">) {
  if (lastError === null) return "none";
  const { at, words, error, sqlState } = lastError;
  return (
    <>
      {failures > 0 && <Badge tone="caution">failed {countOf(failures, "time")} in a row</Badge>}{" "}
      {sayTime(at.toISOString())}: {words} ({sqlState === undefined ? error : `${error} ${sqlState}`})
    </>
  );
}
