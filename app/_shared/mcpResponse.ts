import { site } from "@/components/frame/site";
import { createPageFinder } from "@/lib/declarePublicPages";
import { baseUrlOf } from "@/lib/http/baseUrl";
import { openHeaders } from "@/lib/http/headers";
import { createMcp } from "@/lib/machines/mcp/answerMcp";
import { findOnSite } from "@/lib/search/siteSearch";
import { getServices } from "@/lib/services";
import { answering } from "./answering";
import { readSearch } from "./readSearch";

type Mcp = ReturnType<typeof createMcp>;

let made: Promise<Mcp> | null = null;

/** A message of MCP, answered. */
export function mcpResponse(request: Request): Promise<Response> {
  made ??= makeMcp();
  const mcp = made;
  return answering(async () => {
    const answer = await (await mcp)(request);
    for (const [name, value] of Object.entries(openHeaders)) answer.headers.set(name, value);
    answer.headers.set("cache-control", "no-store");
    return answer;
  }, openHeaders);
}

async function makeMcp(): Promise<Mcp> {
  const { readStatistic, releases, reportFault, settings } = await getServices();
  return createMcp({
    name: "dblab-telemetry",
    version: site.version,
    readStatistic,
    releases,
    search: async (question) => findOnSite((await readSearch()).index, question),
    isPage: createPageFinder(),
    isPrivate: settings.isPrivate,
    publishMinInstances: settings.publishMinInstances,
    baseUrlOf: (headers) => baseUrlOf(settings, headers),
    onFault: (error) => reportFault(error, "a tool of MCP could not answer"),
  });
}
