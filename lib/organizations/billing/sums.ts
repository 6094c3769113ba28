import { sumOf } from "./decimal";
import type { UsageOfInstance, UsageSum } from "./usageDocument";

/** The sum of rows, digit by digit. Without prices there is no amount. */
export function sumUsage(rows: readonly UsageSum[]): UsageSum {
  const decimal = (name: "vcpu_hours" | "memory_gib_hours" | "data_gib_hours" | "peak_data_gib") =>
    sumOf(rows.map((row) => row[name]));
  const count = (name: "instances" | "hours" | "hours_not_reported") =>
    rows.reduce((sum, row) => sum + row[name], 0);
  const amounts = rows.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  return {
    instances: count("instances"),
    hours: count("hours"),
    vcpu_hours: decimal("vcpu_hours"),
    memory_gib_hours: decimal("memory_gib_hours"),
    data_gib_hours: decimal("data_gib_hours"),
    peak_data_gib: decimal("peak_data_gib"),
    hours_not_reported: count("hours_not_reported"),
    amount: amounts.length === 0 ? null : sumOf(amounts),
  };
}

/** The sums of projects, in the order of the rows. */
export function sumProjects(
  rows: readonly UsageOfInstance[],
): (UsageSum & { readonly project: string | null })[] {
  const byProject = new Map<string | null, UsageOfInstance[]>();
  for (const row of rows) byProject.set(row.project, [...(byProject.get(row.project) ?? []), row]);
  return [...byProject].map(([project, ofProject]) => ({ project, ...sumUsage(ofProject) }));
}
