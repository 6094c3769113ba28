import type { Metadata } from "next";
import { EventsPage } from "@/components/instance/events/events-page";
import { parseTimelineQuery } from "@/lib/instances/parseTimelineQuery";
import { getServices } from "@/lib/services";
import { findStored, type NumberParams } from "../readLinked";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Events of an instance" };

interface EventsPageProps {
  params: NumberParams;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const newest = { types: [], before: null, after: null, limit: 50 } as const;

/** `/org/instances/<number>/events`: everything it sent, narrowed and placed by the address. */
export default async function Page({ params, searchParams }: EventsPageProps) {
  const { instance } = await findStored(params);
  const parsed = parseTimelineQuery(await searchParams);
  const query = parsed.ok ? parsed.query : newest;
  const { instances } = await getServices();
  return (
    <EventsPage
      instance={instance}
      query={query}
      page={await instances.readTimeline(instance, query)}
      problem={parsed.ok ? null : parsed.message}
    />
  );
}
