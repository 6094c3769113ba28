import { beforeAll, describe, expect, it } from "vitest";
import { readCaptures } from "../lib/catalogue/testing/captures";
import { baseHeaders } from "../lib/http/headers";
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
