import { expect, test } from "./support/test";

test.describe("on a phone", { tag: "@phone" }, () => {
  test("the sections are behind a menu", async ({ page }) => {
    await page.goto("/");
    const sections = page.getByRole("navigation", { name: "Sections" });
    await expect(sections).toBeHidden();
    await page.getByText("Menu", { exact: true }).tap();
    await sections.getByRole("link", { name: "Events", exact: true }).tap();
    await expect(page).toHaveURL(/\/events$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test("every chart is drawn once, for a narrow page", async ({ page }) => {
    await page.goto("/");
    const drawing = page.getByRole("figure", { name: /ZFS/ }).getByRole("img").locator("visible=true");
    await expect(drawing).toHaveCount(1);
    await page.goto("/embed/file-systems");
    await expect(page.getByRole("img", { name: /ZFS/ })).toBeVisible();
    const box = await page.getByRole("img", { name: /ZFS/ }).boundingBox();
    expect(box?.width).toBeLessThanOrEqual(390);
  });

  test("a table's rows are blocks that name each cell", async ({ page }) => {
    await page.goto("/events/branch_created");
    const table = page.getByRole("table", { name: /as sent and as kept/ });
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "name" }) });
    const titles = await table.locator("thead th").allTextContents();
    for (const title of titles.slice(1)) await expect(row.getByText(title, { exact: true })).toBeVisible();
    const width = (await row.boundingBox())?.width ?? 0;
    for (const cell of await row.getByRole("cell").all()) {
      expect((await cell.boundingBox())?.width).toBeGreaterThan(width * 0.9);
    }
  });
});
