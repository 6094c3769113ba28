import { baseUrlOf } from "@/lib/http/baseUrl";
import { openHeaders } from "@/lib/http/headers";
import { type FeedName, writeFeed } from "@/lib/releases/feeds/feeds";
import { getServices } from "@/lib/services";
import { answering } from "./answering";
import { dataResponse } from "./dataResponse";

/** Entries of each kind that are read for a feed. */
const read = { after: null, take: 50 } as const;

/** A feed as Atom. */
export function feedResponse(request: Request, name: FeedName): Promise<Response> {
  return answering(async () => {
    const { releases, readCorrections, settings } = await getServices();
    const [list, { corrections }] = await Promise.all([
      releases.list(read),
      readCorrections({ revisions: read }),
    ]);
    const body = writeFeed(name, { releases: list, corrections }, baseUrlOf(settings, request.headers));
    return dataResponse(request, {
      body,
      contentType: "application/atom+xml",
      cacheControl: "public, max-age=60",
    });
  }, openHeaders);
}
