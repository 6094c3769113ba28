import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EventsPage } from "@/components/instance/events/events-page";
import { parseTimelineQuery } from "@/lib/instances/parseTimelineQuery";
import { getServices } from "@/lib/services";
import { readInstance } from "../readInstance";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Events of my instance" };

interface EventsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const newest = { types: [], before: null, after: null, limit: 50 } as const;

/** `/instance/events`: everything the session's instance sent, narrowed and placed by the address. */
export default async function Page({ searchParams }: EventsPageProps) {
  const state = await readInstance();
  if (state.kind !== "open") redirect("/instance");
  const parsed = parseTimelineQuery(await searchParams);
  const query = parsed.ok ? parsed.query : newest;
  const { instances } = await getServices();
  return (
    <EventsPage
      instance={state.instance}
      query={query}
      page={await instances.readTimeline(state.instance, query)}
      problem={parsed.ok ? null : parsed.message}
    />
  );
}
