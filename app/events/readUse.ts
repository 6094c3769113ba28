import { notForAll } from "@/lib/http/forAll";
import { getServices } from "@/lib/services";
import type { EventTypeUseReading } from "@/lib/status/readEventTypeUse";

/** How often event types were received; null where the database does not answer, for the catalogue reads well without. */
export async function readUse(): Promise<EventTypeUseReading | null> {
  const { readEventTypeUse } = await getServices();
  return readEventTypeUse().catch(() => {
    notForAll();
    return null;
  });
}
