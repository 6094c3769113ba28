import type { Locator, Page } from "@playwright/test";
import { statistics } from "../lib/statistics/declared/statistics";
import { expectReadable } from "./support/expectReadable";
import { expect, test } from "./support/test";

const table = (page: Page) => page.locator("#statistic-table");
/** What is seen first, on a desktop and on a phone. */
const screens = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not shown`);
  return box;
}

const openTab = (page: Page, name: string) => page.locator("label").filter({ hasText: name }).click();

test("every statistic has a page with its question, a sentence and a table, and its chart on the first screen", async ({
  page,
}) => {
  test.slow();
  let drawn = 0;
  for (const { key, title, question } of statistics) {
    await page.setViewportSize(screens[0]);
    const answer = await page.goto(`/statistics/${key}`, { waitUntil: "domcontentloaded" });
    expect(answer?.status(), key).toBe(200);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(question)).toBeVisible();
    await expect(page.locator("#tab-chart h2").first()).toHaveText(/.+\./);
    await expect(table(page)).toBeAttached();
    if ((await page.getByText("No event that feeds this yet").count()) > 0) continue;
    drawn += 1;
    for (const screen of screens) {
      await page.setViewportSize(screen);
      const toolbar = await boxOf(page.getByRole("search", { name: "View" }));
      expect(toolbar.height, `${key}: the toolbar is one line`).toBeLessThan(40);
      const chart = await boxOf(
        page.getByRole("figure").first().getByRole("img").locator("visible=true").first(),
      );
      expect(screen.height - chart.y, `${key} at ${screen.width}`).toBeGreaterThan(0.6 * chart.height);
    }
  }
  expect(drawn).toBeGreaterThan(statistics.length / 2);
});

test("the list leads to each of them", async ({ page }) => {
  await page.goto("/statistics");
  for (const { title, question } of statistics) {
    expect(question).toMatch(/\?$/);
    await expect(page.getByRole("link", { name: title, exact: true })).toBeVisible();
  }
  // The whole card is the link.
  await page
    .getByRole("article")
    .filter({ hasText: "File systems" })
    .click({ position: { x: 150, y: 60 } });
  await expect(page).toHaveURL(/\/statistics\/file-systems$/);
});

test("an address that leads nowhere says so", async ({ page }) => {
  expect((await page.goto("/statistics/coffee"))?.status()).toBe(404);
  expect((await page.goto("/embed/constructor"))?.status()).toBe(404);
});

test("a part of an address that cannot be used is named, and the rest is shown", async ({ page }) => {
  await page.goto("/statistics/file-systems?range=forever&interval=day&compare=coffee");
  await expect(page.getByRole("note")).toContainText("range must be one of");
  await expect(page.getByRole("note")).toContainText("compare must be one of none,");
  await expect(page.getByRole("combobox", { name: "Interval" })).toHaveValue("day");
  await expect(page.getByRole("combobox", { name: "Range" })).toHaveValue("1y");
});

test("a part of the page can be linked to", async ({ page }) => {
  await page.goto("/statistics/memory#method");
  await expect(page.getByText("Each instance counts with what it reported")).toBeVisible();
  await expect(page).toHaveURL(/\?tab=method$/);
  await page.getByRole("link", { name: "engine_started.system.total_memory" }).click();
  await expect(page).toHaveURL(/\/events\/engine_started#field-system\.total_memory$/);
});

test("the picture of a view is an SVG that other sites may show", async ({ page, request }) => {
  await page.goto("/statistics/file-systems?range=90d&tab=download");
  const address = await page.getByRole("link", { name: "SVG" }).getAttribute("href");
  expect(address).toBe("/statistics/file-systems.svg?range=90d");
  const answer = await request.get(address ?? "");
  expect(answer.headers()["content-type"]).toContain("image/svg+xml");
  expect(answer.headers()["cross-origin-resource-policy"]).toBe("cross-origin");
  expect(await answer.text()).toMatch(/^(<\?xml[^>]*>\s*)?<svg [\s\S]*<title>[\s\S]*<\/svg>\s*$/);
});

test("a link to a view is shown elsewhere with the picture of that view", async ({
  page,
  request,
  baseURL,
}) => {
  const meta = (name: string) => page.locator(`meta[property="${name}"], meta[name="${name}"]`);
  for (const query of ["", "?show=count", "?range=90d&show=count"]) {
    await page.goto(`/statistics/file-systems${query}`);
    const picture = `${baseURL}/statistics/file-systems.png${query}`;
    for (const name of ["og:image", "twitter:image"]) {
      await expect(meta(name)).toHaveAttribute("content", picture);
    }
    await expect(meta("twitter:card")).toHaveAttribute("content", "summary_large_image");
    await expect(meta("og:image:alt")).toHaveAttribute("content", /ZFS/);
    const png = await (await request.get(picture)).body();
    for (const [name, at] of [
      ["og:image:width", 16],
      ["og:image:height", 20],
    ] as const) {
      await expect(meta(name)).toHaveAttribute("content", String(png.readUInt32BE(at)));
    }
  }
  await page.goto("/statistics/file-systems?range=90d&tab=download");
  await expect(page.getByRole("link", { name: "PNG" })).toHaveAttribute(
    "href",
    "/statistics/file-systems.png?range=90d",
  );
});

test.describe("an embedded view", () => {
  test("may be framed by anybody, unlike every other page", async ({ request }) => {
    const framing = async (path: string) => {
      const headers = (await request.get(path)).headers();
      const policy = headers["content-security-policy"] ?? "";
      return [/frame-ancestors ([^;]+)/.exec(policy)?.[1], headers["cross-origin-resource-policy"]];
    };
    expect(await framing("/embed/file-systems?range=90d")).toEqual(["*", "cross-origin"]);
    expect(await framing("/statistics/file-systems")).toEqual(["'none'", "same-origin"]);
  });

  test("shows in a frame of another page its sentence, its chart and where it comes from", async ({
    page,
    baseURL,
  }) => {
    // A page without a policy of its own.
    await page.goto("/api/v1/health");
    await page.evaluate(() => {
      const frame = document.createElement("iframe");
      frame.src = "/embed/file-systems";
      frame.width = "380";
      frame.height = "520";
      document.body.replaceChildren(frame);
    });
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { level: 1 })).toHaveText(/ZFS/);
    await expect(frame.getByRole("img", { name: /ZFS/ })).toBeVisible();
    await expect(frame.getByRole("link")).toHaveCount(1);
    await expect(frame.getByRole("link")).toHaveAttribute("target", "_blank");
    await expect(frame.getByRole("link")).toHaveAttribute("href", `${baseURL}/statistics/file-systems`);
    await expect(frame.getByRole("banner")).toHaveCount(0);
    await expect(frame.getByRole("contentinfo")).toHaveCount(0);
  });

  test("asks not to be indexed", async ({ page }) => {
    await page.goto("/embed/clone-times?weighting=clones");
    await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", "noindex");
    await expectReadable(page);
  });
});

for (const path of [
  "/statistics",
  "/statistics/engine-versions",
  "/statistics/clone-times",
  "/statistics/memory?tab=table",
  "/statistics/file-systems?tab=download",
  "/statistics/retrieval-jobs?tab=method",
]) {
  test(`${path} is readable`, async ({ page }) => {
    await page.goto(path);
    await expectReadable(page);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a view can be chosen, drawn and read", { tag: "@widths" }, async ({ page, viewport }) => {
    await page.goto("/statistics/file-systems");
    await expect(page.getByRole("img", { name: /ZFS/ }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /Copy|Reset/ })).toHaveCount(0);
    if (viewport?.width === screens[1].width) await page.getByText("View", { exact: true }).click();
    await page.getByRole("combobox", { name: "Interval" }).selectOption("day");
    await page.getByRole("combobox", { name: "Range" }).selectOption("custom");
    await page.getByLabel("From", { exact: true }).fill("2026-01-01");
    await page.getByLabel("To", { exact: true }).fill("2027-01-01");
    await openTab(page, "Table");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/\?from=2026-01-01&to=2027-01-01&interval=day&tab=table$/);
    await expect(table(page)).toContainText("by day");
  });
});
