import { renderAsync } from "@resvg/resvg-js";
import { unstable_doesMiddlewareMatch as doesProxyMatch } from "next/experimental/testing/server";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getOne } from "@/app/api/v1/statistics/[key]/route";
import { GET as getList } from "@/app/api/v1/statistics/route";
import { type Services, servicesKey, servicesSlot } from "@/lib/services";
import { findStatistic, statistics } from "@/lib/statistics/declared/statistics";
import { statisticJsonSchema, statisticListSchema } from "@/lib/statistics/export/statisticJson";
import { pngSize } from "@/lib/statistics/picture/drawStatistic";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import type { View } from "@/lib/statistics/view/reading";
import nextConfig from "@/next.config.js";
import { config as proxyConfig } from "@/proxy";
import { GET, OPTIONS } from "./[key]/[format]/route";

const host = "https://telemetry.dblab.test";
let asked: { key: string; view: View }[] = [];

const services = {
  settings: { publicUrl: host, port: 3000 },
  async readStatistic(key: string, view: View) {
    asked.push({ key, view });
    const statistic = findStatistic(key);
    if (statistic === undefined) throw new RangeError("No such statistic");
    return exampleReading(statistic, { view });
  },
} as unknown as Services;

beforeEach(() => {
  asked = [];
  servicesSlot[servicesKey] = Promise.resolve(services);
});
afterAll(() => {
  delete servicesSlot[servicesKey];
});

/** Asks as next.config.js rewrites: the address stays, the parts of the path are parameters. */
function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(host + path, { headers });
  const [, key = "", format = ""] = /^\/statistics\/([^.?]*)\.([a-z]*)/.exec(path) ?? [];
  return GET(request, { params: Promise.resolve({ key, format }) });
}

const askApi = (path: string, key: string) =>
  getOne(new Request(host + path), { params: Promise.resolve({ key }) });

/** Red, green and blue of every pixel, four bytes each. */
const pixelsOf = async (png: ArrayBuffer) => {
  const href = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const { width, height } = pngSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="${href}" width="${width}" height="${height}"/></svg>`;
  return (await renderAsync(svg)).pixels;
};

describe("/statistics/<key>.csv?for=excel", () => {
  it.each(statistics.map(({ key }) => key))("of %s begins with the names of the columns", async (key) => {
    const [excel, plain] = await Promise.all(
      [`/statistics/${key}.csv?for=excel`, `/statistics/${key}.csv`].map(async (path) => {
        const answer = await ask(path);
        expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="[^"]+\.csv"$/);
        return Buffer.from(await answer.arrayBuffer()).toString();
      }),
    );
    const rows = plain?.split("\r\n").filter((line) => !line.startsWith("# "));
    expect(excel).toBe(`\uFEFF${rows?.join("\r\n")}`);
    expect(excel).toMatch(/^\uFEFFstatistic,/);
  });
});

describe("/statistics/<key>.png", () => {
  it.each(statistics.map(({ key }) => key))("is a picture of %s, as large as pages say", async (key) => {
    const answer = await ask(`/statistics/${key}.png`);
    expect(answer.headers.get("content-type")).toBe("image/png");
    const header = Buffer.from(await answer.arrayBuffer()).subarray(0, 24);
    expect(header.subarray(1, 4).toString()).toBe("PNG");
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([pngSize.width, pngSize.height]);
  });

  it("has words in it, and the chart of the view", async () => {
    const [share, count] = await Promise.all(
      ["?show=share", "?show=count"].map(async (query) =>
        pixelsOf(await (await ask(`/statistics/engine-versions.png${query}`)).arrayBuffer()),
      ),
    );
    const at = (x: number, y: number) => share?.readUIntBE((y * pngSize.width + x) * 4, 3);
    const ground = at(1, 1);
    // The line of the title, as far as it reaches.
    const title = Array.from({ length: 240 * 30 }, (_, index) =>
      at(40 + (index % 240), 38 + Math.trunc(index / 240)),
    );
    const inked = title.filter((color) => color !== ground).length;
    expect(inked).toBeGreaterThan(title.length * 0.1);
    expect(inked).toBeLessThan(title.length * 0.6);
    expect(share?.equals(count ?? Buffer.alloc(0))).toBe(false);
  });

  it("is not drawn for who has it already", async () => {
    const etag = (await ask("/statistics/memory.png")).headers.get("etag") ?? "";
    const again = await ask("/statistics/memory.png", { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const other = await ask("/statistics/memory.png?show=count", { "if-none-match": etag });
    expect(other.status).toBe(200);
  });
});

describe("/statistics/<key>.<form>", () => {
  it.each(statistics.map(({ key }) => key))("answers %s in every form", async (key) => {
    for (const [form, type] of [
      ["csv", "text/csv; charset=utf-8"],
      ["json", "application/json; charset=utf-8"],
      ["svg", "image/svg+xml; charset=utf-8"],
    ]) {
      const response = await ask(`/statistics/${key}.${form}?interval=month`);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe(type);
      expect(await response.text()).toContain(`${host}/statistics/${key}`);
    }
    expect(asked.map(({ key: read, view }) => [read, view.interval])).toEqual(Array(3).fill([key, "month"]));
  });

  it("reads the view of the address", async () => {
    await ask(
      "/statistics/clone-times.csv?from=2026-01-01&to=2026-03-31&of=zfs&weighting=clones&x=1&interval=month&interval=week",
    );
    expect(asked[0]?.view).toMatchObject({
      range: "custom",
      from: "2026-01-01",
      to: "2026-03-31",
      of: "zfs",
      weighting: "clones",
      interval: "month",
    });
  });

  it("is open to other sites, and its table is a file with a name", async () => {
    const csv = await ask("/statistics/file-systems.csv");
    expect(csv.headers.get("content-disposition")).toBe(
      'attachment; filename="file-systems_2025-11-26_2026-11-25_week.csv"',
    );
    expect(csv.headers.get("cache-control")).toMatch(/^public, max-age=\d+, must-revalidate$/);
    const svg = await ask("/statistics/file-systems.svg");
    expect(svg.headers.get("content-disposition")).toBeNull();
    expect(svg.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'");
    for (const { headers } of [csv, svg, await ask("/statistics/nothing.csv")]) {
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
    const preflight = OPTIONS();
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("If-None-Match");
  });

  it("answers 304 to who has it already, and 200 again when it changed", async () => {
    const first = await ask("/statistics/file-systems.json");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await ask("/statistics/file-systems.json", { "if-none-match": `W/${etag}` });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    const other = await ask("/statistics/file-systems.json?range=90d", { "if-none-match": etag });
    expect(other.status).toBe(200);
  });

  it.each([
    ["/statistics/nothing.csv", 404, "unknown_statistic"],
    ["/statistics/file-systems.pdf", 404, "unknown_statistic"],
    ["/statistics/__proto__.json", 404, "unknown_statistic"],
    ["/statistics/file-systems.csv?range=%3Cb%3E7y", 400, "invalid_request"],
    ["/statistics/file-systems.svg?from=2026-13-01", 400, "invalid_request"],
    ["/statistics/file-systems.json?of=%3Cb%3E7y", 400, "invalid_request"],
    ["/statistics/file-systems.json?from=2026-02-01&to=2026-01-01", 400, "invalid_request"],
  ])("refuses %s", async (path, status, code) => {
    const response = await ask(path);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text)).toEqual({
      code,
      message: expect.stringMatching(/\S/),
      details: expect.stringMatching(/\S/),
      hint: expect.stringContaining(host),
    });
    expect(text).not.toMatch(/7y|<b>|nothing|pdf|__proto__|2026-(?:13|0)/);
    expect(asked).toEqual([]);
  });
});

describe("/api/v1/statistics", () => {
  it("lists every statistic with addresses that are answered", async () => {
    const response = await getList(new Request(`${host}/api/v1/statistics`));
    const list = statisticListSchema.parse(await response.json());
    expect(list.statistics.map(({ key }) => key)).toEqual(statistics.map(({ key }) => key));
    for (const { links } of list.statistics) {
      for (const link of [links.csv, links.json, links.svg, links.png]) {
        expect((await ask(link.slice(host.length))).status).toBe(200);
      }
    }
    const etag = response.headers.get("etag") ?? "";
    const again = await getList(
      new Request(`${host}/api/v1/statistics`, { headers: { "if-none-match": etag } }),
    );
    expect(again.status).toBe(304);
  });

  it("answers the object of the page's .json", async () => {
    const response = await askApi("/api/v1/statistics/memory?range=90d", "memory");
    const body = await response.text();
    expect(statisticJsonSchema.parse(JSON.parse(body)).view.range).toBe("90d");
    expect(body).toBe(await (await ask("/statistics/memory.json?range=90d")).text());
    expect((await askApi("/api/v1/statistics/nothing", "nothing")).status).toBe(404);
  });
});

describe("addresses", () => {
  it("rewrites the endings to the handler", async () => {
    expect(await nextConfig.rewrites?.()).toContainEqual({
      source: "/statistics/:key.:format(csv|json|svg|png)",
      destination: "/statistics-data/:key/:format",
    });
  });

  it.each([
    ["/statistics/file-systems.csv", false],
    ["/statistics/file-systems.json", false],
    ["/statistics/file-systems.svg", false],
    ["/statistics/file-systems.png", false],
    ["/statistics-data/file-systems/csv", false],
    ["/api/v1/statistics", false],
    ["/events/clone_reset/schema.json", false],
    ["/openapi.json", false],
    ["/events/clone_reset", true],
    ["/statistics/file-systems", true],
    ["/statistics/file-systems.csv.html", true],
    ["/statistics", true],
  ])("gives %s a page's headers: %s", (url, isPage) => {
    expect(doesProxyMatch({ config: proxyConfig, nextConfig: {}, url })).toBe(isPage);
  });
});
