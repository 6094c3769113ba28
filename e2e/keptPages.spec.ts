import { declarePublicPages } from "../lib/declarePublicPages";
import { testThatPublishes } from "./support/statisticServers";
import { expect } from "./support/test";

/** One of each kind is enough of those that there are many of. */
const several = /^\/(?:events|calls|statistics|embed|api\/operations|docs|docs\/decisions)\/[^/]+$/;
const kept = declarePublicPages({ isPrivate: false })
  .flatMap(({ paths }) => paths)
  .filter((path) => !/\.\w+$|^\/api\/v1|^\/opengraph/.test(path));
const pages = [
  ...kept.filter((path) => !several.test(path)),
  "/events/changes",
  "/events/engine_started",
  "/calls/telemetry_usage",
  "/api/operations/sendEvents",
  "/docs/operating",
  "/search?q=branch+names",
  "/statistics/corrections",
  "/statistics/engine-versions",
  "/statistics/clone-times",
  "/statistics/engine-versions?range=all&tab=table",
  "/embed/engine-versions",
];

testThatPublishes(
  "every public page runs as it is kept, and its policy refuses nothing of it",
  async ({ page, server }) => {
    testThatPublishes.setTimeout(240_000);
    const refused: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") refused.push(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => refused.push(`${page.url()}: ${error.message}`));
    for (const path of new Set(pages)) {
      for (const time of ["made", "kept"]) {
        const answer = await page.goto(new URL(path, server.url).href);
        const headers = answer?.headers() ?? {};
        expect([path, time, answer?.status(), headers.etag !== undefined]).toEqual([path, time, 200, true]);
        expect(headers["content-security-policy"]).not.toMatch(/nonce-|strict-dynamic/);
      }
      // What a script does, is done: the switch of the theme answers.
      const theme = page.getByRole("button", { name: /^Color theme/ });
      if (path.startsWith("/embed/")) continue;
      const before = await theme.getAttribute("aria-label");
      await expect(async () => {
        await theme.click();
        expect(await theme.getAttribute("aria-label")).not.toBe(before);
      }).toPass();
    }
    expect(refused).toEqual([]);
  },
);

testThatPublishes("no script that somebody puts into a kept page runs", async ({ page, server }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") refused.push(message.text());
  });
  await page.route("**/opt-out", async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    const [, nonce = ""] = /nonce="([^"]+)"/.exec(html) ?? [];
    const injected = [
      "<script>window.injected = 1</script>",
      `<script nonce="${nonce}">window.injected = 2</script>`,
      '<script src="data:text/javascript,window.injected=3"></script>',
      '<img src="data:," onerror="window.injected = 4">',
    ].join("");
    expect(nonce).not.toBe("");
    await route.fulfill({ response: answer, body: html.replace("<main", `${injected}<main`) });
  });
  await page.goto(new URL("/opt-out", server.url).href);
  await expect
    .poll(() => refused.filter((text) => /Content Security Policy/.test(text)).length)
    .toBeGreaterThan(2);
  expect(await page.evaluate(() => "injected" in window)).toBe(false);
});
