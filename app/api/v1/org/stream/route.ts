import { privateHeaders } from "@/lib/http/headers";
import { parseInput } from "@/lib/organizations/rules/fields";
import { ReadStream, readStream, type StreamLine } from "@/lib/organizations/stream/readStream";
import { orRefused } from "../../../../_shared/orProblem";
import { textStream } from "../../../../_shared/textStream";
import { withOrganization } from "../withOrganization";

/** The organization's audit log and events as NDJSON, from a cursor on. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, ({ context, organizationId }) =>
    orRefused(async () => {
      const after = new URL(request.url).searchParams.get("after");
      const wanted = parseInput(ReadStream, { organizationId, after: after === "" ? null : after });
      return new Response(textStream(linesOf(readStream(context, wanted))), {
        headers: { ...privateHeaders, "content-type": "application/x-ndjson; charset=utf-8" },
      });
    }),
  );
}

async function* linesOf(lines: AsyncGenerator<StreamLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}
