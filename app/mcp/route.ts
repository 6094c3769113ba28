import { respond } from "@/app/_shared/answering";
import { mcpResponse } from "@/app/_shared/mcpResponse";
import { answerProblem } from "@/lib/http/answerProblem";
import { openHeaders } from "@/lib/http/headers";
import { problem } from "@/lib/http/problems";

/** `/mcp`: the Model Context Protocol, over streamable HTTP. */
export function POST(request: Request): Promise<Response> {
  return mcpResponse(request);
}

/** There is no stream to listen to, and no session to end. */
function refuse(): Response {
  return respond(answerProblem(problem("method_not_allowed")), openHeaders);
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** What a page of another site is told before it asks. */
export function OPTIONS(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...openHeaders,
      allow: "POST, OPTIONS",
      "access-control-allow-methods": "POST, OPTIONS",
      "access-control-allow-headers":
        "Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id, Last-Event-ID",
      "access-control-max-age": "86400",
    },
  });
}
