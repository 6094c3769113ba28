import { EventsPage } from "@/components/instance/events/events-page";
import type { ShownInstance } from "@/components/instance/instance-frame";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { parseTimelineQuery } from "@/lib/instances/timeline/parseTimelineQuery";
import type { RelayView } from "@/lib/relay/relayView";
import { getServices } from "@/lib/services";
import type { SearchParams } from "./pageProps";

const newest = { types: [], before: null, after: null, limit: 50 } as const;

/**
 * Everything an instance sent, narrowed and placed by the address, whoever looks at it.
 * @param readFates for a relay's admin: what became of the events there
 */
export async function eventsPage(
  instance: OpenInstance & ShownInstance,
  searchParams: SearchParams,
  readFates?: RelayView["readFates"],
) {
  const parsed = parseTimelineQuery(await searchParams);
  const query = parsed.ok ? parsed.query : newest;
  const { instances, relay } = await getServices();
  const page = await instances.readTimeline(instance, query);
  return (
    <EventsPage
      instance={instance}
      query={query}
      page={readFates === undefined ? page : { ...page, fates: readFates(page.events) }}
      isOnRelay={relay !== null}
      problem={parsed.ok ? null : parsed.message}
    />
  );
}
