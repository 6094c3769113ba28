import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../catalogue";
import { DatabaseUnavailable } from "../../database/types";
import type { Statistic } from "../../statistics/declare/declare";
import { statistics } from "../../statistics/declared/statistics";
import { toJson } from "../../statistics/export/toJson";
import { exampleReading } from "../../statistics/testing/exampleReading";
import { createMcp, mostBodyBytes } from "./answerMcp";

const baseUrl = "https://telemetry.example.org";
const statistic = statistics[0] as Statistic;

function setUp(more: Partial<Parameters<typeof createMcp>[0]> = {}) {
  const faults: unknown[] = [];
  const answer = createMcp({
    name: "test",
    version: "1",
    readStatistic: async (key, view) =>
      exampleReading(statistics.find((one) => one.key === key) ?? statistic, { view, keep: 3 }),
    releases: { list: async () => [] },
    search: async (query) => [{ kind: "Page", title: query, address: "/events#fields", about: "" }],
    isPage: (path) => path === "/events",
    isPrivate: false,
    publishMinInstances: 10,
    baseUrlOf: () => baseUrl,
    onFault: (error) => faults.push(error),
    ...more,
  });
  return { answer, faults };
}

/** A client of the SDK that asks this function in place of a server. */
async function connect(answer: ReturnType<typeof createMcp>) {
  const client = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp`), {
    fetch: async (to, init) => {
      if (init?.method !== "POST") return new Response(null, { status: 405 });
      const response = await answer(new Request(to, init));
      // Nothing is streamed, and no session is begun.
      expect(response.headers.get("content-type") ?? "application/json").toMatch(/^application\/json/);
      expect(response.headers.has("mcp-session-id")).toBe(false);
      return response;
    },
  });
  await client.connect(transport);
  return client;
}

const post = (body: string, headers: Record<string, string> = {}) =>
  new Request(`${baseUrl}/mcp`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
  });

const call = (name: string, input: object, id: unknown = 1) =>
  JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: input } });

describe("a client of the SDK", () => {
  it("finds four tools that change nothing", async () => {
    const client = await connect(setUp().answer);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "search",
      "get_event_type",
      "get_statistic",
      "list_releases",
    ]);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    expect(client.getInstructions()).toContain("fewer than 10 instances");
    expect(JSON.stringify(tools).length).toBeLessThan(40_000);
  });

  it("is answered every statistic as the API answers it", async () => {
    const client = await connect(setUp().answer);
    for (const one of statistics) {
      const view = { range: "90d" } as const;
      const reading = exampleReading(one, { view, keep: 3 });
      const address = `${baseUrl}/statistics/${one.key}?range=90d`;
      const { structuredContent, content } = await client.callTool({
        name: "get_statistic",
        arguments: { key: one.key },
      });
      const expected = JSON.parse(JSON.stringify(toJson(reading, { address, baseUrl })));
      expect(structuredContent).toEqual(expected);
      expect(content).toEqual([{ type: "text", text: JSON.stringify(expected) }]);
    }
  });

  it("is answered every event type, what is found, and releases", async () => {
    const client = await connect(setUp().answer);
    for (const { name } of catalogue.types) {
      const { structuredContent } = await client.callTool({ name: "get_event_type", arguments: { name } });
      expect(structuredContent).toMatchObject({ name, url: `${baseUrl}/events/${name}` });
    }
    const found = await client.callTool({ name: "search", arguments: { query: "clone" } });
    expect(found.structuredContent).toEqual({
      found: [
        {
          kind: "Page",
          title: "clone",
          about: "",
          url: `${baseUrl}/events#fields`,
          markdown: `${baseUrl}/events.md`,
        },
      ],
    });
    const releases = await client.callTool({ name: "list_releases", arguments: {} });
    expect(releases.structuredContent).toEqual({ releases: [] });
  });

  it("is told in words what is wrong with a question", async () => {
    const client = await connect(setUp().answer);
    const ask = async (name: string, input: Record<string, unknown>) =>
      JSON.stringify(await client.callTool({ name, arguments: input }).catch(String));
    expect(await ask("get_statistic", { key: "none" })).toContain("isError");
    expect(await ask("get_statistic", { key: statistic.key, interval: "day" })).toMatch(
      /isError.*no days are published|no days are published.*isError/,
    );
    expect(await ask("get_event_type", { name: "constructor" })).toContain("isError");
    expect(await ask("search", { query: "x".repeat(1_000) })).toContain("isError");
    expect(await ask("delete_everything", {})).toContain("delete_everything");
  });

  it("is told nothing of a fault but that there is one", async () => {
    const secret = "select secret from table";
    const broken = setUp({ readStatistic: () => Promise.reject(new Error(secret)) });
    const client = await connect(broken.answer);
    const ask = () => client.callTool({ name: "get_statistic", arguments: { key: statistic.key } });
    const answer = JSON.stringify(await ask());
    expect(answer).toContain("A fault of this service");
    expect(answer).not.toContain(secret);
    expect(broken.faults).toHaveLength(1);
    const away = setUp({ readStatistic: () => Promise.reject(new DatabaseUnavailable("away")) });
    const other = await connect(away.answer);
    const said = await other.callTool({ name: "get_statistic", arguments: { key: statistic.key } });
    expect(JSON.stringify(said)).toContain("The database did not answer in time");
    expect(away.faults).toEqual([]);
  });
});

describe("whoever means no good", () => {
  const hostile: Readonly<Record<string, readonly [string, number]>> = {
    nothing: ["", 400],
    "no JSON": ["{", 400],
    "no text": ["\ud800", 400],
    "no object": ["3", 400],
    null: ["null", 400],
    "no message": ["{}", 400],
    "another protocol": ['{"jsonrpc":"1.0","id":1,"method":"tools/list"}', 400],
    "a batch": [`[${call("search", { query: "x" })}]`, 400],
    "a thousand at once": [`[${new Array(500).fill(call("search", { query: "x" })).join()}]`, 400],
    "an answer to nothing": ['{"jsonrpc":"2.0","id":1,"result":{}}', 202],
    "a body that is too large": [call("search", { query: "x".repeat(mostBodyBytes) }), 413],
  };
  it.each(Object.entries(hostile))("who sends %s is refused", async (_, [body, status]) => {
    const { answer, faults } = setUp();
    const response = await answer(post(body));
    expect([response.status, faults]).toEqual([status, []]);
    await response.text();
  });

  it("gets an answer to each depth, name and kind of nonsense, and no fault", async () => {
    const { answer, faults } = setUp();
    const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
    const bodies = [
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":${deep}}}}`,
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${deep}}`,
      call("__proto__", {}),
      call("constructor", {}),
      call("search", { __proto__: { query: "x" } }),
      call("get_statistic", { key: ["engine-versions"], revision: -1 }),
      call("search", { query: "x" }, { toString: 1 }),
      '{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}',
      '{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"debug"}}',
      '{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{}}',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}',
    ];
    for (const body of bodies) {
      const response = await answer(post(body));
      const text = await response.text();
      expect([body.slice(0, 60), response.status < 500, text.includes("at Object")]).toEqual([
        body.slice(0, 60),
        true,
        false,
      ]);
      expect(response.headers.get("content-type") ?? "").not.toContain("event-stream");
    }
    expect(faults).toEqual([]);
  });

  it("opens no stream in the newest revision", async () => {
    const client = await connect(setUp().answer);
    const { answer } = setUp();
    const version = "2026-07-28";
    const meta = {
      "io.modelcontextprotocol/protocolVersion": version,
      "io.modelcontextprotocol/clientInfo": { name: "x", version: "1" },
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    const listen = {
      jsonrpc: "2.0",
      id: 1,
      method: "subscriptions/listen",
      params: { _meta: meta, notifications: { toolsListChanged: true } },
    };
    const response = await answer(
      post(JSON.stringify(listen), {
        "mcp-protocol-version": version,
        "mcp-method": "subscriptions/listen",
      }),
    );
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
    await client.close();
  });

  it("gets no figures of a private installation through somebody's browser", async () => {
    const { answer } = setUp({ isPrivate: true });
    const ask = async (headers: Record<string, string>) =>
      (await answer(post(call("get_statistic", { key: statistic.key }), headers))).status;
    expect(await ask({ origin: "https://elsewhere.example.org" })).toBe(403);
    expect(await ask({ origin: "http://localhost.example.org" })).toBe(403);
    expect(await ask({ origin: "null" })).toBe(403);
    expect(await ask({ origin: "http://localhost:6274" })).toBe(200);
    expect(await ask({})).toBe(200);
    const open = setUp().answer;
    const published = post(call("search", { query: "x" }), { origin: "https://elsewhere.example.org" });
    expect((await open(published)).status).toBe(200);
  });

  it("gets nothing by a form of another site, which asks in text", async () => {
    const text = post(call("search", { query: "x" }), { "content-type": "text/plain" });
    expect((await setUp().answer(text)).status).toBe(415);
  });
});
