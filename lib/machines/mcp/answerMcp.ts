import {
  createMcpHandler,
  isLegacyRequest,
  McpServer,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { errorObject, problem } from "../../http/problems";
import { readRequestBody } from "../../http/readBody";
import { mayAsk } from "./mayAsk";
import { type Tool, type ToolSources, tools } from "./tools";

/** No question that the tools understand is as long. */
export const mostBodyBytes = 64 * 1024;

interface McpOptions extends ToolSources {
  readonly name: string;
  readonly version: string;
  /** Below so many instances nothing is published. */
  readonly publishMinInstances: number;
  readonly baseUrlOf: (headers: Headers) => string;
  /** Told what failed here, through nobody's fault. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Answers MCP over streamable HTTP without keeping anything: each request is answered by a server of its own, in JSON, and
 * opens no stream. Clients of revision 2026-07-28 and of those before are answered by the same tools.
 */
export function createMcp(options: McpOptions): (request: Request) => Promise<Response> {
  const makeServer = (request: Request | undefined) =>
    serverOf(options, options.baseUrlOf(request?.headers ?? new Headers()));
  const modern = createMcpHandler(({ requestInfo }) => makeServer(requestInfo), {
    legacy: "reject",
    // Nothing that is listed changes while this process runs.
    maxSubscriptions: 0,
  });
  return async (request) => {
    if (!mayAsk(request.headers, options))
      return refusal(403, -32_000, "Pages of other sites may not ask here");
    const body = await readRequestBody(request, mostBodyBytes);
    if (body === null) return refusal(413, -32_600, `The body is larger than ${mostBodyBytes} bytes`);
    const message = parse(body);
    if (message === undefined) return refusal(400, -32_700, "The body is not JSON");
    // One request is one answer: what is asked at once is bounded as for every other call.
    if (Array.isArray(message))
      return refusal(400, -32_600, "Batches are not taken: send one message at a time");
    // Whoever reads the message from here on takes it from here.
    const asked = new Request(request.url, { method: "POST", headers: request.headers });
    if (!(await isLegacyRequest(asked, message))) return modern.fetch(asked, { parsedBody: message });
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    const server = makeServer(request);
    await server.connect(transport);
    try {
      return await transport.handleRequest(asked, { parsedBody: message });
    } finally {
      await server.close();
    }
  };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** Why nothing was looked at, as JSON-RPC says it to whoever may not know what was sent. */
function refusal(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: "2.0", error: { code, message }, id: null }, { status });
}

function serverOf(options: McpOptions, baseUrl: string): McpServer {
  const { name, version, publishMinInstances, isPrivate } = options;
  const server = new McpServer(
    { name, version, websiteUrl: baseUrl },
    {
      capabilities: { tools: { listChanged: false } },
      instructions: [
        "Telemetry of DBLab Engine: what engines send, and the figures that are published of it.",
        isPrivate
          ? "This installation is private and publishes nothing: figures are of the engines that send here alone."
          : `Figures of fewer than ${publishMinInstances} instances are withheld, and counts have noise: ${baseUrl}/methodology.md says how.`,
        "Give n, period and caveat with each figure, and cite it as `citation` says.",
      ].join(" "),
    },
  );
  for (const tool of tools) {
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: tool.input,
        outputSchema: tool.output,
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      (input) => resultOf(tool, input, options, baseUrl),
    );
  }
  return server;
}

async function resultOf(tool: Tool, input: Record<string, unknown>, options: McpOptions, baseUrl: string) {
  const answer = await tool.answer(input, options, baseUrl).catch((error: unknown) => {
    const isAway = error instanceof Error && error.name === "DatabaseUnavailable";
    if (!isAway) options.onFault(error);
    return { ok: false, problem: problem(isAway ? "no_database" : "internal") } as const;
  });
  if (!answer.ok) return { content: [textOf(errorObject(answer.problem))], isError: true };
  return { content: [textOf(answer.value)], structuredContent: answer.value };
}

function textOf(value: unknown) {
  return { type: "text", text: JSON.stringify(value) } as const;
}
