import type { Locator, Page } from "@playwright/test";
import { capturedEvents, testWithInstance } from "./support/instanceServer";
import { testWithHistory } from "./support/statisticServers";
import { expect, test } from "./support/test";

/** Counts the clicks (and choices) that a task takes from the first page; typing is none. */
async function begin(page: Page) {
  await page.goto("/");
  let clicks = 0;
  return {
    click: async (what: Locator) => {
      clicks += 1;
      await what.click();
    },
    choose: async (what: Locator, value: string) => {
      clicks += 1;
      await what.selectOption(value);
    },
    clicks: () => clicks,
  };
}

const most = 3;
const section = (page: Page, name: string) =>
  page
    .getByRole("banner")
    .getByRole("navigation", { name: "Sections" })
    .getByRole("link", { name, exact: true });

test("how to switch off engine 3.2 takes at most three clicks", async ({ page }) => {
  const task = await begin(page);
  await task.click(section(page, "Privacy"));
  await task.click(
    page.getByRole("navigation", { name: "Pages of Privacy" }).getByRole("link", { name: "Switch off" }),
  );
  await task.click(page.getByText("Engine 3.0 – 3.3", { exact: true }).first());
  await expect(page.getByRole("figure", { name: "server.yml, engine 3.0 – 3.3: off" })).toContainText(
    "enabled: false",
  );
  expect(task.clicks()).toBeLessThanOrEqual(most);
});

test("whether branch names are sent takes at most three clicks", async ({ page }) => {
  const task = await begin(page);
  await task.click(page.getByRole("banner").getByRole("link", { name: "Search" }));
  await page.getByRole("searchbox", { name: "Search this site" }).fill("are branch names sent");
  await task.click(page.getByRole("link", { name: /branch_created\.name/ }));
  await expect(page).toHaveURL(/\/events\/branch_created#field-name$/);
  await expect(page.locator("#field-name")).toContainText("identifier");
  expect(task.clicks()).toBeLessThanOrEqual(most);
});

test("what is stored of an alert takes at most three clicks", async ({ page }) => {
  const task = await begin(page);
  await task.click(section(page, "Events"));
  await task.click(
    page.getByRole("main").locator("#alert").getByRole("link", { name: "Alert", exact: true }),
  );
  await expect(page.getByRole("table", { name: /as sent and as kept/ })).toBeVisible();
  expect(task.clicks()).toBeLessThanOrEqual(most);
});

testWithInstance("to export and to delete data takes at most three clicks", async ({ page, instance }) => {
  await instance.send(capturedEvents("v4.1.3"));
  const task = await begin(page);
  await task.click(section(page, "My instance"));
  await page.getByLabel("Instance ID", { exact: true }).first().fill(instance.id);
  await task.click(page.getByRole("button", { name: "Open", exact: true }));
  await task.click(page.getByRole("navigation", { name: "Instance" }).getByRole("link", { name: /^Data/ }));
  await expect(page.getByRole("link", { name: "NDJSON", exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Delete your data" })).toBeVisible();
  expect(task.clicks()).toBeLessThanOrEqual(most);
});

testWithHistory("last month's share of a version takes at most three clicks", async ({ page }) => {
  const task = await begin(page);
  await task.click(section(page, "Statistics"));
  await task.click(page.getByRole("link", { name: "Engine versions", exact: true }));
  await task.choose(page.getByRole("combobox", { name: "Interval" }), "month");
  await expect(page).toHaveURL(/interval=month/);
  await expect(page.locator("#tab-chart h2").first()).toHaveText(
    /^Engine \d+\.\d+ .* in the mean week of \w+ \d{4}/,
  );
  expect(task.clicks()).toBeLessThanOrEqual(most);
});
