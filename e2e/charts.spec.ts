import type { Page } from "@playwright/test";
import { expectReadable } from "./support/expectReadable";
import { testWithHistory } from "./support/statisticServers";
import { expect } from "./support/test";

const chartOf = (page: Page) => page.getByRole("figure").first();
const readoutOf = (page: Page) => chartOf(page).getByRole("status");

/** Touches a chart, and waits until it is interactive. */
async function wake(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  await chartOf(page).getByRole("img").first().hover();
  const chart = chartOf(page).getByRole("application");
  await expect(chart).toBeVisible();
  const box = await chart.boundingBox();
  if (box === null) throw new Error("The chart is not shown");
  return box;
}

testWithHistory.describe("a chart", () => {
  testWithHistory(
    "shows a part of its range, chosen with the pointer or the keys, and all of it again",
    async ({ page }) => {
      await page.goto("/statistics/clone-times");
      const { x, y, width, height } = await wake(page);
      const middle = y + height / 3;
      await page.mouse.move(x + width * 0.3, middle);
      await expect(readoutOf(page)).toContainText("n = 7");
      await page.mouse.down();
      await page.mouse.move(x + width * 0.4, middle, { steps: 3 });
      await page.mouse.move(x + width * 0.6, middle, { steps: 3 });
      await page.mouse.up();
      await expect(page).toHaveURL(/\/clone-times\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/);
      await expect(page.getByRole("combobox", { name: "Range" })).toHaveValue("custom");
      await page.goBack();
      await expect(page).toHaveURL(/\/clone-times$/);

      await page.goto("/statistics/clone-times");
      await page.getByRole("button", { name: "Read values with the arrow keys" }).first().focus();
      await expect(chartOf(page).getByRole("application")).toBeFocused();
      await page.keyboard.press("ArrowRight");
      await expect(readoutOf(page)).toContainText("Median");
      for (let step = 0; step < 2; step += 1) {
        const before = (await readoutOf(page).textContent()) ?? "";
        await page.keyboard.press("Shift+ArrowRight");
        await expect(readoutOf(page)).not.toHaveText(before);
      }
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\?from=.*&to=/);
      const [, from = "", to = ""] = /from=(.*)&to=(.*)$/.exec(page.url()) ?? [];
      expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(20);
    },
  );

  testWithHistory(
    "is readable when it is interactive, and says where the reader is",
    { tag: "@widths" },
    async ({ page }) => {
      await page.goto("/statistics/engine-versions?draw=lines");
      await wake(page);
      await chartOf(page).getByRole("application").focus();
      await page.keyboard.press("ArrowRight");
      await expect(readoutOf(page)).toContainText("n = 7");
      await expectReadable(page);
    },
  );

  testWithHistory("shares what is pointed at with those over the same periods", async ({ page }) => {
    await page.goto("/");
    const [versions, times] = ["Engine versions", "Clone times"].map((name) =>
      page.getByRole("figure").filter({ hasText: name }).first(),
    );
    if (versions === undefined || times === undefined) throw new Error("Two charts are shown");
    await versions.getByRole("img").first().hover();
    await expect(times.getByRole("application")).toBeVisible();
    const box = await times.getByRole("application").boundingBox();
    await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 60);
    await expect(times.getByText("Measurements")).toBeVisible();
    const [, period = ""] = /^(.*?\d{4})/.exec((await times.getByRole("status").textContent()) ?? "") ?? [];
    await expect(versions.getByText(period).last()).toBeVisible();
  });

  testWithHistory(
    "says where the reader is, and others over the same periods are silent",
    async ({ page }) => {
      await page.goto("/");
      await page.waitForLoadState("networkidle");
      await page.getByRole("button", { name: "Read values with the arrow keys" }).first().focus();
      await expect(page.getByRole("application").first()).toBeFocused();
      await page.keyboard.press("ArrowRight");
      await expect(page.getByText("Measurements")).toBeVisible();
      await expect(page.getByRole("status").filter({ hasText: "n = 7" })).toHaveCount(1);
    },
  );

  testWithHistory(
    "chooses nothing with the other button, and is printed without a pointer",
    async ({ page }) => {
      await page.goto("/statistics/clone-times");
      const { x, y, width, height } = await wake(page);
      await page.mouse.move(x + width * 0.3, y + height / 3);
      await expect(readoutOf(page)).toContainText("n = 7");
      await page.mouse.down({ button: "right" });
      await page.mouse.move(x + width * 0.6, y + height / 3, { steps: 3 });
      await page.mouse.up({ button: "right" });
      await page.mouse.move(x + width * 0.5, y + height / 3);
      await expect(readoutOf(page)).toContainText("n = 7");
      await expect(page).toHaveURL(/\/clone-times$/);
      await page.emulateMedia({ media: "print" });
      await expect(chartOf(page).getByText("Measurements")).toBeHidden();
    },
  );

  testWithHistory("is awake later where what it needs could not be loaded at first", async ({ page }) => {
    await page.goto("/statistics/clone-times");
    await page.waitForLoadState("networkidle");
    const scripts = "**/_next/static/**";
    await page.route(scripts, (route) => route.abort());
    const failed = page.waitForEvent("requestfailed");
    await chartOf(page).getByRole("img").first().hover();
    await failed;
    // What loads scripts tries again by itself for a moment.
    await page.waitForTimeout(1_000);
    await expect(chartOf(page).getByRole("img").first()).toBeVisible();
    await page.unroute(scripts);
    await page.mouse.move(0, 0);
    await wake(page);
  });

  testWithHistory("names a scale that is not linear, and lets it be chosen", async ({ page }) => {
    await page.goto("/statistics/clone-times");
    const scale = chartOf(page).getByText("Log scale");
    await expect(scale.first()).toBeVisible();
    await page.getByText("View", { exact: true }).click();
    await page.getByRole("combobox", { name: "Scale" }).selectOption("linear");
    await expect(page).toHaveURL(/scale=linear/);
    await expect(scale).toHaveCount(0);
  });
});

testWithHistory.describe("without a script", () => {
  testWithHistory.use({ javaScriptEnabled: false });

  testWithHistory(
    "what is compared stands side by side, with one scale",
    { tag: "@widths" },
    async ({ page }) => {
      await page.goto("/statistics/restore-modes?compare=restore-modes-by-file-system");
      await expect(page.getByRole("heading", { level: 1, name: "Restore modes" })).toBeVisible();
      for (const name of ["ZFS", "LVM"]) {
        await expect(
          page.getByRole("region", { name }).getByRole("img").locator("visible=true"),
        ).toBeVisible();
      }
      await expect(page.getByText("Not shown: No pool found. Nothing was counted there.")).toBeVisible();
    },
  );
});

testWithHistory.describe("a question is answered in three clicks", () => {
  testWithHistory("how many engines run 4.x on ZFS", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "All statistics" }).click();
    await page.getByRole("link", { name: "Engine versions by file system" }).click();
    await expect(chartOf(page).getByText("4.x on ZFS").locator("visible=true").first()).toBeVisible();
    await expect(page.locator("#tab-chart h2").first()).toHaveText(/^4\.x on ZFS: 71% of 7 instances/);
  });

  testWithHistory("did clone times improve in a year", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: /^Median clone time/ }).click();
    await expect(page.locator("#tab-chart h2").first()).toHaveText(
      /takes [\d.]+\ss, (up|down) from [\d.]+\ss /,
    );
  });

  testWithHistory("how soon is a release taken up", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "All statistics" }).click();
    await page
      .getByRole("link", { name: /release/i })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Time from release to upgrade");
    await expect(page.getByText("How soon is a release taken up?")).toBeVisible();
  });
});
