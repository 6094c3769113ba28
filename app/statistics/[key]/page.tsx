import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { publicUrl } from "@/components/frame/site";
import { readCompare, readPageView } from "@/components/statistics/page-view";
import { StatisticPage } from "@/components/statistics/statistic-page";
import { getServices } from "@/lib/services";
import { comparisonsOf, readPanels } from "@/lib/statistics/chart/sideBySide";
import { findStatistic } from "@/lib/statistics/declared/statistics";
import { pngSize } from "@/lib/statistics/picture/drawStatistic";
import { offeredIntervals, viewPath } from "@/lib/statistics/view/view";

export async function generateMetadata({ params, searchParams }: PageProps<"key">): Promise<Metadata> {
  const statistic = findStatistic((await params).key);
  if (statistic === undefined) return { title: "Unknown statistic" };
  const { readStatistic, settings } = await getServices();
  const { view } = readPageView(statistic, await searchParams, offeredIntervals(settings.isPrivate));
  const [{ takeaway }, baseUrl] = await Promise.all([readStatistic(statistic.key, view), readBaseUrl()]);
  const picture = { url: baseUrl + viewPath(statistic, view, ".png"), ...pngSize, alt: takeaway };
  return {
    title: statistic.title,
    description: takeaway,
    openGraph: { title: statistic.title, description: takeaway, type: "website", images: picture },
    // A private installation has no address of its own.
    ...(publicUrl() ? { alternates: { canonical: viewPath(statistic, view) } } : {}),
  };
}

/** `/statistics/<key>`: one statistic, in the view of the address. */
export default async function Page({ params, searchParams }: PageProps<"key">) {
  const statistic = findStatistic((await params).key);
  if (statistic === undefined) notFound();
  const { readStatistic, settings } = await getServices();
  const offered = offeredIntervals(settings.isPrivate);
  const { view, tab, compare: wish, problem, shorter } = readPageView(statistic, await searchParams, offered);
  if (shorter !== null) redirect(shorter);
  const [reading, baseUrl] = await Promise.all([readStatistic(statistic.key, view), readBaseUrl()]);
  const { compare, problem: unused } = readCompare(
    wish,
    comparisonsOf(reading).map(([key]) => key),
  );
  const panels = compare === "none" ? [] : await readPanels(reading, compare, readStatistic);
  return (
    <StatisticPage
      {...{ reading, tab, compare, panels, baseUrl }}
      problem={[problem, unused].filter(Boolean).join("; ") || null}
    />
  );
}
