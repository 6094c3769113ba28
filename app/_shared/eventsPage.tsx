import { EventsPage } from "@/components/instance/events/events-page";
import type { ShownInstance } from "@/components/instance/instance-frame";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { parseTimelineQuery } from "@/lib/instances/timeline/parseTimelineQuery";
import { getServices } from "@/lib/services";
import type { SearchParams } from "./pageProps";

const newest = { types: [], before: null, after: null, limit: 50 } as const;

/** Everything an instance sent, narrowed and placed by the address, whoever looks at it. */
export async function eventsPage(instance: OpenInstance & ShownInstance, searchParams: SearchParams) {
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
