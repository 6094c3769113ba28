import type { UsageMonth } from "@/lib/organizations/usage/readUsage";
import { Link, Section } from "../../ui";
import { UsageCharts } from "./usage-charts";
import { UsageTable } from "./usage-table";

interface InstanceUsageProps {
  /** Of one instance. */
  usage: readonly UsageMonth[];
  /** UTC months (`YYYY-MM`), oldest first. */
  months: readonly string[];
  /** The UTC day that is still running, `YYYY-MM-DD`. */
  today: string;
}

/** What one instance used, by month. */
export function InstanceUsage({ usage, months, today }: InstanceUsageProps) {
  return (
    <Section
      id="usage"
      title="What it used"
      lead={
        <>
          The last {months.length} months, from its hourly reports.{" "}
          <Link href="/org/usage#counting">How hours are counted</Link>
        </>
      }
    >
      <div className="flex flex-col gap-10">
        {usage.length === 0 ? null : <UsageCharts usage={usage} months={months} today={today} />}
        <UsageTable usage={usage} />
      </div>
    </Section>
  );
}
