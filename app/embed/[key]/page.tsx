import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { Embedded } from "@/components/statistics/embedded";
import { getServices } from "@/lib/services";
import { findStatistic } from "@/lib/statistics/declared/statistics";
import { offeredIntervals, parseView } from "@/lib/statistics/view/view";

export async function generateMetadata({ params }: PageProps<"key">): Promise<Metadata> {
  const statistic = findStatistic((await params).key);
  return { title: statistic?.title ?? "Unknown statistic", robots: { index: false } };
}

/** `/embed/<key>`: a view of a statistic for frames of other pages. */
export default async function Page({ params, searchParams }: PageProps<"key">) {
  const statistic = findStatistic((await params).key);
  if (statistic === undefined) notFound();
  const { readStatistic, settings } = await getServices();
  const { view } = parseView(statistic, await searchParams, offeredIntervals(settings.isPrivate));
  const [reading, baseUrl] = await Promise.all([readStatistic(statistic.key, view), readBaseUrl()]);
  return <Embedded reading={reading} baseUrl={baseUrl} />;
}
