import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { beforeAll, describe, expect, it } from "vitest";
import { readCaptures } from "../lib/catalogue/testing/captures";
import { declarePublicPages } from "../lib/declarePublicPages";
import { baseHeaders } from "../lib/http/headers";
import { statistics } from "../lib/statistics/declared/statistics";
import { statisticJsonSchema } from "../lib/statistics/export/statisticJson";
import { belowPath, belowUrl, shareBelowServer } from "./support/belowServer";
import type { TestOrganization } from "./support/makeOrganizations";
import { createRoleClient, operatorToken, type RoleClient, signIn } from "./support/roleClient";
import type { SharedServer } from "./support/server";
import { testInstanceId } from "./support/statisticEvents";

let server: SharedServer<TestOrganization>;
beforeAll(async () => {
  server = await shareBelowServer();
}, 240_000);

const client = (address: string) => createRoleClient(`${server.url}${belowPath}`, address);
const ask = (path: string, init: RequestInit = {}) =>
  fetch(server.url + path, { redirect: "manual", ...init });

interface Found {
  readonly on: string;
  readonly to: string;
}

/** Everything in an answer that a browser could go to, or load. */
function addressesIn(type: string, text: string): string[] {
  if (type.startsWith("text/css")) return [...text.matchAll(/url\(["']?([^"')]+)/g)].map(([, to = ""]) => to);
  if (!type.startsWith("text/html")) return [];
  const attributes = [...text.matchAll(/<[a-z]+\b[^>]*/g)].flatMap(([tag]) => [
    ...tag.matchAll(/\s(?:href|src|action|formaction|poster)="([^"]*)"/g),
    ...tag.matchAll(/\scontent="(https?:[^"]*)"/g),
  ]);
  return attributes.map(([, to = ""]) => to.replaceAll("&amp;", "&"));
}

/**
 * Asks for everything that can be reached from a page by links, forms with GET, assets and redirects; each path once.
 * @param only asks for what begins with this
 * @returns what is outside of the path, what was answered badly, and how many addresses there were
 */
async function crawl(from: string, who: RoleClient, only = "") {
  const own = new Set([new URL(server.url).origin, new URL(belowUrl).origin]);
  const seen = new Set<string>();
  const outside: Found[] = [];
  const bad: (Found & { readonly status: number })[] = [];
  const posts = new Set<string>();
  const waiting: Found[] = [{ on: "", to: from }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { on, to } = next;
    const { origin, pathname, search } = new URL(to, server.url + (on || "/"));
    if (!own.has(origin)) continue;
    if (pathname !== belowPath && !pathname.startsWith(`${belowPath}/`)) {
      outside.push(next);
      continue;
    }
    if (posts.has(pathname) || seen.has(pathname) || /\/live$/.test(pathname)) continue;
    if (!pathname.startsWith(only)) continue;
    seen.add(pathname);
    const answer = await who.get(pathname + search);
    if (answer.status >= 400) bad.push({ ...next, status: answer.status });
    const location = answer.headers.get("location");
    if (location !== null) waiting.push({ on: pathname, to: location });
    const type = answer.headers.get("content-type") ?? "";
    const text = /^text\/(?:html|css)/.test(type) ? await answer.text() : "";
    if (text === "") await answer.arrayBuffer().catch(() => null);
    for (const [form] of text.matchAll(/<form\b[^>]*method="post"[^>]*>/g)) {
      const [, action = ""] = /action="([^"]*)"/.exec(form) ?? [];
      posts.add(new URL(action, server.url).pathname);
    }
    for (const address of addressesIn(type, text)) waiting.push({ on: pathname, to: address });
  }
  const postsOutside = [...posts].filter((path) => !path.startsWith(`${belowPath}/`));
  return { outside, postsOutside, bad, pages: seen.size, posts: posts.size };
}

const well = { outside: [], postsOutside: [], bad: [] };

describe("a service below a path", () => {
  it("leads nowhere but below it, and everything there is answered: pages, files, assets, redirects", async () => {
    const { pages, posts, ...found } = await crawl(`${belowPath}/`, client("198.51.100.1"));
    expect(found).toEqual(well);
    expect(pages).toBeGreaterThan(150);
    expect(posts).toBeGreaterThan(2);
  });

  it("keeps its public pages, the first one as well, each with the policy of a page", async () => {
    for (const path of ["", "/events", "/statistics/engine-versions"]) {
      await expect
        .poll(async () => (await ask(belowPath + path)).headers.get("etag"), { message: path })
        .toMatch(/^W\//);
      const { headers } = await ask(belowPath + path);
      expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-/);
    }
    expect((await ask(`${belowPath}/`)).status).toBe(308);
  });

  it("signs in the operator and an organization, whose pages stay below it, too", async () => {
    const operator = client("198.51.100.2");
    await signIn(operator, "/operator", operatorToken);
    const ofOperator = await crawl(`${belowPath}/operator`, operator, `${belowPath}/operator`);
    expect(ofOperator).toMatchObject(well);
    expect(ofOperator.posts).toBeGreaterThan(8);

    const ada = client("198.51.100.3");
    await signIn(ada, "/org", server.made.token);
    const ofAda = await crawl(`${belowPath}/org`, ada, `${belowPath}/org`);
    expect(ofAda).toMatchObject(well);
    expect(ofAda.posts).toBeGreaterThan(3);
    await ada.post("/org/sign-out");
    expect((await ada.get("/org/usage")).headers.get("location")).toBe(`${belowPath}/org`);
  });

  it("takes every captured request of engines that have its address", async () => {
    const statuses = new Map<number, number>();
    const { orgKey, token } = server.made;
    for (const [index, { path, body, rawHeaders }] of readCaptures().entries()) {
      if (!path.startsWith("/api/") || path.includes("dblab_session")) continue;
      const hasKey = rawHeaders.some((name) => name.toLowerCase() === "org-key");
      const { status } = await ask(belowPath + path, {
        method: "POST",
        ...(hasKey ? { headers: { "Org-Key": orgKey } } : {}),
        body: body
          .replaceAll(/(?:platform_access|personal)_token_example/g, token)
          // An instance each: calls with a key are limited.
          .replaceAll("c6vq1tqs0qtc73dlqkpg", testInstanceId(300 + (hasKey ? index : 0))),
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThan(100);
  });

  it("answers engines and probes that ask the process itself, and nobody else outside of it", async () => {
    const event = { instance_id: "c0000000000000000001", event_type: "snapshot_created", event_data: {} };
    const direct = await ask("/api/rpc/telemetry_event", { method: "POST", body: JSON.stringify(event) });
    expect(direct.status).toBe(200);
    for (const path of ["/api/v1/live", "/api/v1/ready"]) {
      expect((await ask(path)).status).toBe(200);
      expect((await ask(belowPath + path)).status).toBe(200);
    }
    for (const path of ["/", "/statistics", "/openapi.json", "/telemetrics", "/_next/static/x.js"]) {
      const answer = await ask(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).toContain(`published below ${belowPath}`);
      for (const name of Object.keys(baseHeaders)) expect(answer.headers.has(name)).toBe(true);
    }
    // Engines make this one of the host that they were given.
    expect((await ask("/console/org-1/billing")).headers.get("location")).toBe(`${belowPath}/org?to=usage`);
  });

  it("says its whole address to engines, programs, search engines and people", async () => {
    expect(server.output()).toContain(`"url":"${belowUrl}"`);
    const textOf = async (path: string) => (await ask(belowPath + path)).text();
    expect(JSON.parse(await textOf("/openapi.json")).servers).toEqual([
      { url: belowUrl, description: expect.anything() },
    ]);
    const places = [...(await textOf("/sitemap.xml")).matchAll(/<loc>([^<]*)/g)].map(
      ([, place = ""]) => place,
    );
    expect(places.length).toBeGreaterThan(20);
    expect(places.filter((place) => place !== belowUrl && !place.startsWith(`${belowUrl}/`))).toEqual([]);
    expect(await textOf("/robots.txt")).toContain(`Sitemap: ${belowUrl}/sitemap.xml`);
    expect(await textOf("/statistics/engine-versions.csv")).toContain(`: ${belowUrl}/methodology`);
    const page = await textOf("/statistics/engine-versions");
    expect(page).toContain(`<link rel="canonical" href="${belowUrl}/statistics/engine-versions"`);
    expect(page).toContain(`content="${belowUrl}/statistics/engine-versions.png`);
    expect(await textOf("")).toMatch(new RegExp(`property="og:image" content="${belowUrl}/opengraph-image`));
  });

  it("has cookies of its own path over plain HTTP, and of the host over TLS", async () => {
    const cookieOf = async (headers: Record<string, string>) =>
      (await ask(`${belowPath}/org`, { headers })).headers.get("set-cookie");
    expect(await cookieOf({})).toContain(`; Path=${belowPath}/org;`);
    expect(await cookieOf({ "x-forwarded-proto": "https" })).toMatch(/^__Host-dblab-form=[^;]*; Path=\/;/);
  });
});

describe("for programs that read", () => {
  const mcp = `${belowPath}/mcp`;
  const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };

  /** Whoever reads everything at once is told to come again. */
  async function askAgain(path: string) {
    let answer = await ask(path);
    await expect
      .poll(async () => {
        if (answer.status === 503) answer = await ask(path);
        return answer.status;
      })
      .not.toBe(503);
    return answer;
  }

  async function connect() {
    const mcpClient = new Client({ name: "test", version: "1" });
    await mcpClient.connect(new StreamableHTTPClientTransport(new URL(server.url + mcp)));
    return mcpClient;
  }

  it("answers every statistic by MCP as by the API, and withholds the same", async () => {
    const mcpClient = await connect();
    let withheld = 0;
    for (const { key } of statistics) {
      const { structuredContent } = await mcpClient.callTool({ name: "get_statistic", arguments: { key } });
      const api = await (await ask(`${belowPath}/api/v1/statistics/${key}?range=90d`)).json();
      expect(structuredContent).toEqual(api);
      const { periods, publishMinInstances, classes, statistic } = statisticJsonSchema.parse(api);
      expect(publishMinInstances).toBeGreaterThan(1);
      for (const { n, values } of periods) {
        if (n !== null && statistic.unit === "instances") {
          expect(n).toBeGreaterThanOrEqual(publishMinInstances);
          expect(Math.min(publishMinInstances, ...Object.values(values))).toBe(publishMinInstances);
          if (Object.keys(values).length < classes.length) withheld += 1;
        }
        if (n === null) withheld += 1;
      }
    }
    expect(withheld).toBeGreaterThan(0);
    const found = await mcpClient.callTool({ name: "search", arguments: { query: "clone reset" } });
    expect(JSON.stringify(found.structuredContent)).toContain(`${belowUrl}/events/clone_reset.md`);
    const type = await mcpClient.callTool({ name: "get_event_type", arguments: { name: "clone_reset" } });
    expect(type.structuredContent).toMatchObject({ url: `${belowUrl}/events/clone_reset` });
    const releases = await mcpClient.callTool({ name: "list_releases", arguments: { limit: 50 } });
    expect(releases.structuredContent).toEqual(await (await ask(`${belowPath}/api/v1/releases`)).json());
    await mcpClient.close();
  });

  it("refuses by MCP what is too large, no message, or another method", async () => {
    const list = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
    const statusOf = async (init: RequestInit) => (await ask(mcp, { headers, ...init })).status;
    expect(await statusOf({ method: "POST", body: list })).toBe(200);
    expect(await statusOf({ method: "POST", body: "x".repeat(3_000_000) })).toBe(413);
    expect(await statusOf({ method: "POST", body: "{" })).toBe(400);
    for (const method of ["GET", "PUT", "DELETE"]) expect(await statusOf({ method })).toBe(405);
    const preflight = await ask(mcp, { method: "OPTIONS", headers: { origin: "https://example.org" } });
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    const unknown = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "erase", arguments: {} },
    });
    expect(await (await ask(mcp, { method: "POST", headers, body: unknown })).text()).toContain("erase");
  });

  it("has each public page as Markdown, that says its figures, its address and no markup", async () => {
    const paths = declarePublicPages({ isPrivate: false })
      .flatMap((section) => section.paths)
      .filter((path) => path.endsWith(".md"));
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      const answer = await askAgain(belowPath + path);
      const text = await answer.text();
      const page = path === "/index.md" ? "/" : path.slice(0, -".md".length);
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([
        path,
        200,
        "text/markdown; charset=utf-8",
      ]);
      expect(answer.headers.get("link")).toBe(`<${belowUrl}${page}>; rel="canonical"`);
      expect(text).toMatch(/^---\ntitle: "[^\n]+"\ndescription: "[^\n]*"\nurl: "[^\n]+"\n---\n\n/);
      expect([path, /^# \S/m.test(text)]).toEqual([path, true]);
      const outsideOfCode = text.replaceAll(/```[\s\S]*?```|`[^`]*`/g, "");
      expect([path, /<(?:div|span|table|td|svg|script|button)\b/.exec(outsideOfCode)]).toEqual([path, null]);
      const local = [...text.matchAll(/\]\((\/[^)]*|https?:\/\/localhost[^)]*)\)/g)].map(([, to = ""]) => to);
      expect(local.filter((to) => to !== belowUrl && !to.startsWith(`${belowUrl}/`))).toEqual([]);
    }
  });

  it("has no Markdown of what knows a session, or is not there", async () => {
    const operator = client("198.51.100.9");
    await signIn(operator, "/operator", operatorToken);
    for (const path of [
      "/operator",
      "/operator/health",
      "/instance",
      "/org",
      "/support",
      "/none",
      "/embed/x",
    ]) {
      const answer = await operator.get(`${path}.md`);
      expect([path, answer.status, (await answer.json()).code]).toEqual([path, 404, "unknown_page"]);
    }
    const page = async (path: string) => (await operator.get(path)).text();
    expect(await page("/events")).toContain(
      `<link rel="alternate" type="text/markdown" href="${belowPath}/events.md"/>`,
    );
    expect(await page("/operator")).not.toContain("text/markdown");
  });

  it("lists in llms.txt what is there, in both forms", async () => {
    const text = await (await ask(`${belowPath}/llms.txt`)).text();
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, to = ""]) => to);
    expect(links.length).toBeGreaterThan(80);
    for (const link of links) {
      expect([link, link.startsWith(`${belowUrl}/`)]).toEqual([link, true]);
      const { status } = await askAgain(new URL(link).pathname);
      expect([link, status]).toEqual([link, link.endsWith("/mcp") ? 405 : 200]);
    }
  });
});
