import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { statistics } from "../lib/statistics/declared/statistics";
import { percentiles } from "../lib/statistics/view/reading";
import { saySeconds, sayShare } from "../lib/words/sayNumbers";
import { expectReadable } from "./support/expectReadable";
import { parseCsv, readTable } from "./support/statisticFiles";
import {
  historyWeeks,
  publishedInstances,
  publishedWeeks,
  testThatPublishes,
  testWithHistory,
  testWithTooFew,
} from "./support/statisticServers";
import { expect, testOnEmptyServer } from "./support/test";

const table = (page: Page) => page.locator("#statistic-table");
const openTab = (page: Page, name: string) => page.locator("label").filter({ hasText: name }).click();

testWithHistory.describe("a private installation with a history", () => {
  testWithHistory.describe.configure({ mode: "default", timeout: 60_000 });

  testWithHistory(
    "a view is chosen in place, with the keyboard alone",
    { tag: "@widths" },
    async ({ page, context, viewport }) => {
      const isPhone = (viewport?.width ?? 0) < 600;
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.goto("/api/v1/health");
      await page.goto("/statistics/file-systems");
      await page.waitForLoadState("networkidle");
      // Gone with the document, should a choice load another one.
      await page.evaluate(() => Object.assign(globalThis, { isSameDocument: true }));
      await page.evaluate(() => scrollTo({ top: 30, behavior: "instant" }));
      const entries = await page.evaluate(() => history.length);
      const choice = (name: string) => page.getByRole("combobox", { name });
      const said = page.getByRole("search", { name: "View" }).getByRole("status");
      const sentence = page.locator("#tab-chart h2").first();
      const all = (await readTable(table(page))).length;

      await choice("Range").focus();
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      await expect(page).toHaveURL(/\/file-systems\?range=30d$/);
      await expect(said).toHaveText(`Updated. ${await sentence.textContent()}`);
      await expect(choice("Range")).toBeFocused();
      await expect.poll(async () => (await readTable(table(page))).length).toBeLessThan(all);

      for (const range of ["90d", "1y", "all", "custom"]) {
        await page.keyboard.press("ArrowDown");
        await expect(choice("Range")).toHaveValue(range);
      }
      await expect(page).toHaveURL(/\?range=all$/);
      await expect(choice("Range")).toBeFocused();
      const from = page.getByLabel("From", { exact: true });
      await page.keyboard.press("Tab");
      await expect(from).toBeFocused();
      await from.fill(daysAgo(20));
      await page.getByLabel("To", { exact: true }).fill(daysAgo(7));
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(new RegExp(`\\?from=${daysAgo(20)}&to=${daysAgo(7)}$`));
      await expect(page.getByLabel("To", { exact: true })).toBeFocused();
      const starts = (await readTable(table(page))).map(({ start }) => start);
      expect(starts.length).toBeGreaterThanOrEqual(2);
      expect(starts.every((start) => start <= daysAgo(7))).toBe(true);

      if (isPhone) {
        await page.getByText("View", { exact: true }).focus();
        await page.keyboard.press("Enter");
      }
      await choice("Interval").focus();
      await page.keyboard.press("ArrowDown");
      await expect(page).toHaveURL(/&interval=month$/);
      await expect(sentence).toContainText(/mean week|month|November|October/);
      await choice("Values").focus();
      await page.keyboard.press("ArrowDown");
      await expect(page).toHaveURL(/&interval=month&show=count$/);
      await expect(
        page
          .locator("#tab-chart figcaption")
          .first()
          .getByText(/^Instances in/),
      ).toBeVisible();
      expect(await page.evaluate(() => scrollY)).toBe(30);
      await choice("Edition").selectOption("community");
      await openTab(page, "Table");
      await expect(page).toHaveURL(/&interval=month&edition=community&show=count&tab=table$/);
      await expect(table(page)).toContainText("Community edition only");
      await choice("Over time").focus();
      await page.keyboard.press("ArrowDown");
      await expect(page).toHaveURL(/&show=count&draw=lines&tab=table$/);
      await expect(choice("Over time")).toBeFocused();
      await expect(table(page)).toBeVisible();

      await page.getByRole("button", { name: "Copy link" }).press("Enter");
      await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
      expect(await page.evaluate(() => "isSameDocument" in globalThis)).toBe(true);
      expect(await page.evaluate(() => history.length)).toBe(entries);

      // The whole page is one step of the history, and its address is what was chosen last.
      const chosen = page.url();
      await page.goBack();
      await expect(page).toHaveURL(/\/health$/);
      await page.goForward();
      await expect(page).toHaveURL(chosen);
      await expect(choice("Range")).toHaveValue("custom");
      await expect(table(page)).toContainText("by month");
      if (isPhone) await page.getByText("View", { exact: true }).click();
      await page.getByRole("button", { name: "Reset" }).press("Enter");
      await expect(page).toHaveURL(/\/file-systems\?tab=table$/);
      await expect(choice("Range")).toBeFocused();
      await expect(choice("Interval")).toHaveValue("week");
      await expect(table(page)).toContainText("by week");
      // Own days begin with those that are shown.
      await choice("Range").selectOption("custom");
      await expect(from).not.toHaveValue(daysAgo(20));
      await expect(from).toHaveValue(/^\d{4}-/);
      await expect(page).toHaveURL(/\/file-systems\?tab=table$/);
    },
  );

  testWithHistory("CSV and JSON hold what the table shows, cell by cell", async ({ page }) => {
    await page.goto("/statistics/file-systems?tab=table");
    const shown = await readTable(table(page));
    await openTab(page, "Download");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).click();
    const csv = parseCsv(readFileSync(await (await download).path(), "utf8"));
    const address = (await page.getByRole("link", { name: "JSON", exact: true }).getAttribute("href")) ?? "";
    const json = await (await page.request.get(address)).json();

    expect(json.periods).toHaveLength(shown.length);
    let compared = 0;
    for (const { start, cells } of shown) {
      const period = json.periods.find((one: { start: string }) => one.start === start);
      expect(cells.n?.value).toBe(String(period.n));
      for (const { key, title } of json.classes) {
        const row = csv.find((one) => one.period_start === start && one.class === key);
        expect(cells[title]?.value).toBe(String(period.values[key] ?? 0));
        expect(cells[title]?.value).toBe(row?.instances ?? "0");
        expect(row?.n ?? cells.n?.value).toBe(cells.n?.value);
        if (row !== undefined) expect(cells[title]?.text).toContain(sayShare(Number(row.share)));
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(historyWeeks * 2);
  });

  testWithHistory("clone times are the same in table, CSV and JSON", async ({ page }) => {
    await page.goto("/statistics/clone-times?of=zfs&weighting=clones&tab=table");
    const shown = await readTable(table(page));
    const [csvText, json] = await Promise.all(
      [".csv", ".json"].map(async (ending) => {
        const answer = await page.request.get(`/statistics/clone-times${ending}?of=zfs&weighting=clones`);
        return ending === ".csv" ? answer.text() : answer.json();
      }),
    );
    const csv = parseCsv(csvText);
    for (const { start, cells } of shown) {
      const { n, times } = json.periods.find((one: { start: string }) => one.start === start);
      expect(cells.Instances?.value ?? null).toBe(n === null ? null : String(n));
      for (const percentile of percentiles) {
        const cell = cells[percentile === 50 ? "Median" : `p${percentile}`];
        const row = csv.find((one) => one.period_start === start && one.percentile === String(percentile));
        if (times === null) expect([cell?.text, row]).toEqual(["–", undefined]);
        else expect(cell?.text).toBe(saySeconds(Number(row?.seconds)));
      }
    }
  });

  testWithHistory("the chart is reached and read with the keyboard", async ({ page }) => {
    await page.goto("/statistics/file-systems");
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: "Copy link" }).focus();
    // The parts of the page are one stop; then comes the chart, which is interactive from then on.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const chart = page.getByRole("application").first();
    await expect(chart).toBeVisible();
    if (!(await chart.evaluate((element) => element === document.activeElement)))
      await page.keyboard.press("Tab");
    await expect(chart).toBeFocused();
    await page.keyboard.press("ArrowRight");
    const heard = page.getByRole("figure").first().getByRole("status");
    await expect(heard).toContainText(/ZFS|LVM/);
    const before = (await heard.textContent()) ?? "";
    await page.keyboard.press("ArrowLeft");
    await expect(heard).not.toHaveText(before);
    await expect(heard).toContainText(/LVM|ZFS/);
  });

  testWithHistory("its pages are readable on a screen and on paper", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/statistics/clone-times?tab=table");
    const region = page.getByRole("region", { name: /^Clone times/ });
    const hint = page.getByText("scroll sideways");
    await expect(hint).toBeVisible();
    await expect(region).toHaveAccessibleDescription(/scroll sideways/);
    await region.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => region.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
    await page.setViewportSize({ width: 1280, height: 900 });
    await expect(hint).toBeHidden();
    await expect(region).not.toHaveAttribute("tabindex");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText("View", { exact: true }).click();
    await openTab(page, "Chart");
    await expectReadable(page);

    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const paperWidth = 680;
    await page.setViewportSize({ width: paperWidth, height: 1000 });
    const chart = page.getByRole("figure");
    await expect(chart).toHaveCount(1);
    // A chart that somebody touched prints as it is.
    const drawing = chart.getByRole("img").or(chart.getByRole("application")).locator("visible=true").first();
    // It is laid out anew for the paper: for a moment there is none.
    const widthOf = async () => (await drawing.boundingBox())?.width ?? Number.POSITIVE_INFINITY;
    await expect.poll(widthOf).toBeLessThan(paperWidth);
    await expect(chart.getByText(/n = \d+ instances/)).toBeVisible();
    await expect(
      page
        .getByRole("paragraph")
        .filter({ hasText: /^DBLab Telemetry \(\d{4}\)\. Clone times.*\/statistics\/clone-times$/ }),
    ).toBeVisible();
    for (const role of ["banner", "search", "radiogroup", "contentinfo"] as const) {
      await expect(page.getByRole(role)).toHaveCount(0);
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("color", "rgb(23, 33, 43)");
    const pages = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g);
    expect(pages).toHaveLength(1);
  });
});

testOnEmptyServer.describe("an installation without events", () => {
  testOnEmptyServer.describe.configure({ timeout: 90_000 });

  testOnEmptyServer("says what would feed a statistic", async ({ page }) => {
    await page.goto("/statistics/file-systems");
    await expect(page.getByText("No event that feeds this yet")).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: "engine_started" }).first()).toBeVisible();
    await expect(page.getByText("This installation is private")).toBeVisible();
    await expect(page.locator("#tab-chart svg")).toHaveCount(0);
    await page.getByRole("link", { name: "Try an event" }).click();
    await expect(page).toHaveURL(/\/try$/);
    await page.goto("/statistics");
    await expect(page.getByText("No data yet")).toHaveCount(statistics.length);
    await expectReadable(page);
  });
});

testWithTooFew.describe("an installation that publishes, with too few instances", () => {
  testWithTooFew.describe.configure({ mode: "default", timeout: 90_000 });

  testWithTooFew("says what a figure takes and draws nothing", async ({ page }) => {
    await page.goto("/statistics/file-systems");
    await expect(page.getByText("Fewer than 10 instances in every period")).toBeVisible();
    await expect(page.locator("#tab-chart svg")).toHaveCount(0);
    await expect(page.getByText("This installation is private")).toHaveCount(0);
    await openTab(page, "Table");
    expect((await readTable(table(page))).every(({ cells }) => cells.n?.text === "too few")).toBe(true);
    const csv = parseCsv(await (await page.request.get("/statistics/file-systems.csv")).text());
    expect(csv.every(({ class: name, n }) => name === "" && n === "")).toBe(true);
    await expectReadable(page);
  });

  testWithTooFew("says so on the overview, without a number", async ({ page }) => {
    await page.goto("/");
    const figure = (label: string) => page.locator("dl > div").filter({ hasText: label });
    for (const label of ["Active instances", "Median clone time", "The newest version", "Events received"]) {
      await expect(figure(label).getByRole("definition").first()).toHaveText("too few");
    }
    await expect(figure("The newest version")).toContainText("It takes 10 instances in a period");
    await expect(page.getByText("Too few instances to publish").first()).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("6 events");
  });
});

testThatPublishes.describe("an installation that publishes", () => {
  testThatPublishes(
    "shows closed weeks with perturbed counts, and nothing below the limit",
    async ({ page }) => {
      await page.goto("/statistics/file-systems?tab=table");
      const rows = await readTable(table(page));
      expect(rows.length).toBeGreaterThanOrEqual(publishedWeeks - 1);
      for (const { cells } of rows) {
        if (cells.n?.text === "too few") continue;
        expect(Math.abs(Number(cells.n?.value) - publishedInstances)).toBeLessThanOrEqual(4);
        for (const title of ["ZFS", "LVM", "Other"]) {
          const cell = cells[title];
          if (cell === undefined) continue;
          expect(cell.text === "too few" || Number(cell.value) >= 10).toBe(true);
        }
      }
      await expect(page.getByText("This installation is private")).toHaveCount(0);
      const interval = page.getByRole("combobox", { name: "Interval" });
      await expect(interval.getByRole("option")).toHaveText(["Weeks", "Months", "Quarters", "Years"]);
      await interval.selectOption("month");
      await expect(page).toHaveURL(/interval=month/);
      await openTab(page, "Chart");
      await expect(page.getByRole("heading", { name: /mean week of/ })).toBeVisible();
      const refused = await page.request.get("/statistics/file-systems.json?interval=day");
      expect(refused.status()).toBe(400);
      await page.goto("/statistics/file-systems?interval=day");
      await expect(page.getByRole("note")).toContainText("no days are published");
    },
  );

  testThatPublishes("gives status and overview nothing of days", async ({ page }) => {
    await page.goto("/status");
    await expect(page.getByRole("heading", { name: "Why events were refused" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "By day" })).toHaveCount(0);
    await expectReadable(page);
    await page.goto("/");
    await expect(page.getByRole("heading", { name: /Events per day|of events/ })).toHaveCount(0);
    await expect(page.getByText(/of counted instances, in the week of/)).toBeVisible();
  });

  testThatPublishes("lists corrections, held weeks and exclusions", async ({ page }) => {
    await page.goto("/statistics");
    await page.getByRole("main").getByRole("link", { name: "Corrections" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Corrections" })).toBeVisible();
    await expect(page.getByText("Nothing was revised.")).toBeVisible();
    await expect(page.getByText("No week is held.")).toBeVisible();
    await expect(page.getByText("No instance is excluded.")).toBeVisible();
    await expectReadable(page);
  });
});

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
