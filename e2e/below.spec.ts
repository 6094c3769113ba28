import { belowPath, shareBelowServer } from "./support/belowServer";
import type { TestOrganization } from "./support/makeOrganizations";
import type { SharedServer } from "./support/server";
import { sendEvents, testInstanceId } from "./support/statisticEvents";
import { test as base, expect } from "./support/test";

const test = base.extend<object, { server: SharedServer<TestOrganization> }>({
  server: [async ({}, use) => use(await shareBelowServer()), { scope: "worker", timeout: 240_000 }],
});

test("below a path, what runs in the browser stays there: views, charts, live events", async ({
  page,
  server,
}) => {
  test.setTimeout(300_000);
  const outside: string[] = [];
  const failed: string[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!`${pathname}/`.startsWith(`${belowPath}/`)) outside.push(pathname);
    if (response.status() >= 400) failed.push(`${response.status()} ${pathname}`);
  });
  const statistic = `${belowPath}/statistics/clone-times`;
  await page.goto(statistic);
  await page.getByRole("combobox", { name: "Edition" }).selectOption("community");
  await expect(page).toHaveURL(new RegExp(`${statistic}\\?edition=community$`));
  await page.goto(statistic);
  await page.getByRole("button", { name: "Read values with the arrow keys" }).first().focus();
  await expect(page.getByRole("application").first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${statistic}\\?from=.*&to=`));

  await expect(async () => {
    expect((await page.request.get(`${belowPath}/api/v1/releases/latest`)).status()).toBe(200);
  }).toPass({ timeout: 100_000 });
  await page.goto(statistic);
  await page.getByRole("link", { name: "Open in SQL" }).first().click();
  await expect(page.getByRole("textbox", { name: "SQL" })).toHaveValue(/from clone_times/);
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("status")).toContainText(/\d rows in /, { timeout: 120_000 });

  const id = testInstanceId(7);
  await page.goto(`${belowPath}/instance`);
  await page.getByLabel("Instance ID", { exact: true }).fill(id);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.getByRole("navigation", { name: "Instance" }).getByRole("link", { name: "Events" }).click();
  await expect(page).toHaveURL(new RegExp(`${belowPath}/instance/events$`));
  await expect(page.getByText("New events appear at the top.")).toBeVisible();
  await sendEvents(server.url + belowPath, [
    { instance_id: id, event_type: "clone_destroyed", event_data: { id: "c1" } },
  ]);
  const rows = page.getByRole("list", { name: "Events, newest first" }).locator("summary");
  await expect(rows.first()).toContainText("Clone destroyed");
  expect(outside).toEqual([]);
  expect(failed).toEqual([]);
});
