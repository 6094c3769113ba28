import type { Panel } from "@/lib/statistics/chart/sideBySide";
import { statisticGroups } from "@/lib/statistics/declare/declare";
import { citation } from "@/lib/statistics/export/citation";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { viewPath } from "@/lib/statistics/view/view";
import { Callout } from "../ui/callout";
import { Link } from "../ui/link";
import { Page } from "../ui/page";
import { Tabs } from "../ui/tabs";
import { ChartPanel } from "./chart-panel";
import { Download } from "./download";
import { KeepTab } from "./keep-tab";
import { Method } from "./method";
import type { Tab } from "./page-view";
import { PrivateLine } from "./private-line";
import { StatisticTable } from "./statistic-table";
import { ViewForm } from "./view-form";

interface StatisticPageProps {
  reading: StatisticReading;
  /** The part that is shown first. */
  tab: Tab;
  /** By what it is compared, and what is put side by side; `none` and nothing where it is not. */
  compare: string;
  panels: readonly Panel[];
  /** What was wrong with the address, in words; null where nothing was. */
  problem: string | null;
  /** The address of this installation, without a slash at the end. */
  baseUrl: string;
}

/** All there is to say about one statistic, in the view that its address asks for. */
export function StatisticPage({ reading, tab, compare, panels, problem, baseUrl }: StatisticPageProps) {
  const { statistic, view } = reading;
  const path = viewPath(statistic, view);
  const source = citation(reading, baseUrl + path).text;
  return (
    <Page
      dense
      title={statistic.title}
      lead={statistic.question}
      above={
        <span className="screen-only">
          <Link href="/statistics">Statistics</Link> /{" "}
          <Link href={`/statistics#${statistic.group}`}>{statisticGroups[statistic.group]}</Link>
        </span>
      }
    >
      <div className="flex min-w-0 flex-col gap-3">
        {problem === null ? null : (
          <Callout tone="caution" title="A part of this address could not be used">
            <p>{problem}. It is left out of what is shown.</p>
          </Callout>
        )}
        <ViewForm reading={reading} compare={compare} />
        <Tabs
          id="tab"
          label="Part of the page"
          selected={tab}
          form="view"
          printsChosen
          tabs={[
            { id: "chart", title: "Chart", content: <ChartPanel reading={reading} panels={panels} /> },
            { id: "table", title: "Table", content: <StatisticTable reading={reading} /> },
            { id: "download", title: "Download", content: <Download reading={reading} baseUrl={baseUrl} /> },
            { id: "method", title: "How it is computed", content: <Method reading={reading} /> },
          ]}
        />
        {/* Anew with every view: its address was made before the part that was chosen meanwhile. */}
        <KeepTab key={path} />
        {reading.isPrivate ? <PrivateLine rules={reading} /> : null}
        <p className="hidden text-xs wrap-anywhere print:block">{source}</p>
      </div>
    </Page>
  );
}
