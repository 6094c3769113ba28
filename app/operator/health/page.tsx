import type { Metadata } from "next";
import { unlessAway } from "@/app/_shared/unlessAway";
import { HealthAway, HealthPage } from "@/components/operator/health-page";
import { getServices } from "@/lib/services";
import { readOperator, requireOperator } from "../readOperator";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Health" };

/** `/operator/health`: how everything is that can be wrong, and what to do about it. */
export default async function Page() {
  const { readHealth, readSpool } = await getServices();
  // Whether a session ended is in the database: while that is away, nobody is the operator.
  if ((await unlessAway(readOperator())) === null) return <HealthAway spool={readSpool()} />;
  await requireOperator();
  return <HealthPage health={await readHealth()} />;
}
