import type { Metadata } from "next";
import { listPart } from "@/app/_shared/listPart";
import type { PageProps } from "@/app/_shared/pageProps";
import { requireOperator } from "@/app/operator/readOperator";
import { TotalsPage } from "@/components/operator/totals-page";
import { Alias } from "@/lib/organizations/account/createOrganization";
import { addMonths, Month, monthOf } from "@/lib/organizations/billing/month";
import { readTotals } from "@/lib/organizations/billing/readTotals";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Usage of all organizations" };

/** Months of the table. */
const shownMonths = 12;

/** `/operator/usage`: what all organizations used in a month, and month by month. */
export default async function Page({ searchParams }: PageProps) {
  const context = await requireOperator();
  const { prices } = (await getServices()).organizations;
  const parameters = await searchParams;
  const asked = Month.safeParse(parameters.month).data;
  const running = monthOf(context.now);
  const month = asked === undefined || asked > running ? addMonths(running, -1) : asked;
  const totals = await readTotals({ ...context, prices }, { month, months: shownMonths });
  const organizations = await listPart(parameters, {
    ...{ name: "organizations", anchor: "organizations", at: `/operator/usage?month=${month}` },
    isPlace: (text) => Alias.safeParse(text).success,
    // The sums of all months are those of all organizations: only what is shown is a part.
    async read({ after, take }) {
      const from = totals.organizations.findIndex(({ alias }) => alias === after) + 1;
      return totals.organizations.slice(from, from + take);
    },
    placeOf: ({ alias }) => alias,
  });
  return <TotalsPage totals={totals} organizations={organizations} />;
}
