import type { Comparison, CountedIn } from "@/lib/instances/compare/types";
import { Link } from "../../ui/link";
import { InstanceFrame, type ShownInstance } from "../instance-frame";
import { Comparisons } from "./comparisons";
import { CountedInTable } from "./counted-in-table";

interface StatisticsPageProps {
  instance: ShownInstance;
  comparisons: readonly Comparison[];
  countedIn: readonly CountedIn[];
}

/** An instance and the published statistics: how it compares, and where it counts. */
export function StatisticsPage({ instance, comparisons, countedIn }: StatisticsPageProps) {
  return (
    <InstanceFrame
      instance={instance}
      page="/statistics"
      title="In the statistics"
      lead={
        <>
          How your instance compares with the others, and where it is counted.{" "}
          <Link href="/methodology">How counting works</Link>
        </>
      }
    >
      <Comparisons comparisons={comparisons} />
      <CountedInTable countedIn={countedIn} />
    </InstanceFrame>
  );
}
