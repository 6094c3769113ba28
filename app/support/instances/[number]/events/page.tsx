import type { Metadata } from "next";
import { lookAt } from "@/app/support/lookAt";
import { EventsPage } from "@/components/instance/events/events-page";
import { parseTimelineQuery } from "@/lib/instances/parseTimelineQuery";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Events of an instance" };

interface EventsPageProps {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const newest = { types: [], before: null, after: null, limit: 50 } as const;

/** `/support/instances/<number>/events`: what an instance sent, under a grant. */
export default async function Page({ params, searchParams }: EventsPageProps) {
  const { instance } = await lookAt(params, "Events");
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
