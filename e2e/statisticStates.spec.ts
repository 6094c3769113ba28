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

  testWithHistory("the range changes how many periods there are", async ({ page }) => {
    await page.goto("/statistics/file-systems?tab=table");
    const all = (await readTable(table(page))).length;
    await page.getByRole("combobox", { name: "Range" }).selectOption("30d");
    await expect(page).toHaveURL(/range=30d/);
    const some = (await readTable(table(page))).length;
    expect(some).toBeLessThan(all);
    expect(some).toBeGreaterThanOrEqual(4);

    await page.getByRole("combobox", { name: "Range" }).selectOption("custom");
    await page.getByLabel("From", { exact: true }).fill(daysAgo(20));
    await page.getByLabel("To", { exact: true }).fill(daysAgo(7));
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(new RegExp(`from=${daysAgo(20)}&to=${daysAgo(7)}`));
    const starts = (await readTable(table(page))).map(({ start }) => start);
    expect(starts.length).toBeGreaterThanOrEqual(2);
    expect(starts.every((start) => start <= daysAgo(7))).toBe(true);
  });

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
    const chart = page.getByRole("application").first();
    await expect(chart).toBeVisible();
    await page.getByRole("button", { name: "Show" }).focus();
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press("Tab");
      if (await chart.evaluate((element) => element === document.activeElement)) break;
    }
    await expect(chart).toBeFocused();
    await page.keyboard.press("ArrowRight");
    const heard = page.getByRole("status").first();
    await expect(heard).toContainText(/ZFS|LVM/);
    const before = (await heard.textContent()) ?? "";
    await page.keyboard.press("ArrowLeft");
    await expect(heard).not.toHaveText(before);
    await expect(heard).toContainText(/LVM|ZFS/);
  });

  testWithHistory("its pages are readable", async ({ page }) => {
    await page.goto("/statistics/clone-times");
    await expect(page.getByRole("application").first()).toBeVisible();
    await expectReadable(page);
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
    await page.getByRole("link", { name: "Corrections" }).click();
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
