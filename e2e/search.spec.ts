import { expectReadable } from "./support/expectReadable";
import { expect, test } from "./support/test";

test("opens with a key, finds while one types, and goes where an arrow leads", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.goto("/status");
  const box = page.getByRole("searchbox", { name: "Search this site" });
  // What it needs comes with the first use.
  expect(requests).not.toContain("/search-index.json");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(box).toBeFocused({ timeout: 1_000 });
  }).toPass();
  expect(requests).toContain("/search-index.json");
  await box.fill("opt out");
  const results = page.getByRole("list", { name: "Results" }).getByRole("link");
  await expect(results.first()).toHaveAttribute("href", "/opt-out");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(results.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/opt-out$/);

  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(box).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await box.fill("zeppelin");
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText("Nothing found for “zeppelin”.");
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
});

test("leaves the key to whoever types", async ({ page }) => {
  await page.goto("/events");
  const field = page.getByLabel("Search", { exact: true });
  await field.pressSequentially("a/b");
  await expect(field).toHaveValue("a/b");
});

test("a search of event types says what was not found, and no more", async ({ page }) => {
  await page.goto("/events?q=zeppelin");
  await expect(page.getByText("Nothing found for “zeppelin”")).toBeVisible();
  await expect(page.getByText(/send nothing/)).toHaveCount(0);
  await page.goto("/events?q=branch+names");
  await expect(page.getByRole("link", { name: "Branch created" })).toBeVisible();
});

test("the open search is readable", async ({ page }) => {
  await page.goto("/opt-out");
  const box = page.getByRole("searchbox", { name: "Search this site" });
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(box).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await box.fill("clone");
  await expect(page.getByRole("list", { name: "Results" })).toBeVisible();
  await expectReadable(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a page has the results", async ({ page }) => {
    await page.goto("/status");
    await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
    await page.getByLabel("Search this site").fill("branch names");
    await page.getByRole("main").getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/\/search\?q=branch\+names$/);
    await page.getByRole("link", { name: /branch_created\.name/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Branch created");
    await page.goto("/search?q=zeppelin");
    await expect(page.getByText("Nothing found for “zeppelin”.")).toBeVisible();
  });

  test("a document of this release is read", async ({ page }) => {
    await page.goto("/docs");
    await page.getByRole("main").getByRole("link", { name: "Configuration" }).first().click();
    await expect(page.locator("#RAW_RETENTION_DAYS")).toContainText("400");
    await page.getByRole("link", { name: "how it publishes" }).click();
    await expect(page).toHaveURL(/\/docs\/publication$/);
  });
});
