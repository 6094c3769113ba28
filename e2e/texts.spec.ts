import { expectReadable } from "./support/expectReadable";
import { expect, test } from "./support/test";

const textPages = ["/opt-out", "/privacy", "/methodology", "/status", "/api"];

test.describe("switching off", () => {
  test("gives the key of each engine version, off and on", { tag: "@widths" }, async ({ page }) => {
    await page.goto("/opt-out");
    await expect(page.getByRole("heading", { level: 1, name: "Switch telemetry off, or on" })).toBeVisible();
    await expect(page.getByRole("figure", { name: "server.yml, engine 3.4 and newer: off" })).toContainText(
      "enableTelemetry: false",
    );
    await page.getByText("Engine 3.0 – 3.3", { exact: true }).first().click();
    const off = page.getByRole("figure", { name: "server.yml, engine 3.0 – 3.3: off" });
    await expect(off).toContainText("enabled: false");
    await expect(page.getByRole("figure", { name: "server.yml, engine 3.0 – 3.3: on" })).toContainText(
      "enabled: true",
    );
    await expect(page.getByRole("figure", { name: "server.yml, engine 3.4 and newer: off" })).toBeHidden();
  });

  test("copies exactly what an engine reads", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/opt-out");
    const off = page.getByRole("figure", { name: "server.yml, engine 3.4 and newer: off" });
    await off.getByRole("button", { name: "Copy" }).click();
    await expect(off.getByRole("button", { name: "Copied" })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe("platform:\n  enableTelemetry: false\n");
  });

  test("says how to reload and how to check", async ({ page }) => {
    await page.goto("/opt-out");
    await expect(page.getByText("docker exec dblab_server kill -SIGHUP 1")).toBeVisible();
    await expect(page.getByText(".engine.telemetry")).toBeVisible();
    const row = page.getByRole("row").filter({ hasText: "global.telemetry.url" });
    await expect(row).toContainText("on restart");
  });

  test("leads to what the engine sent before, and to having it erased", async ({ page }) => {
    await page.goto("/opt-out");
    await page.getByRole("main").getByRole("link", { name: "My instance" }).click();
    await expect(page).toHaveURL(/\/instance$/);
    await expect(page.getByLabel("Instance ID", { exact: true }).first()).toBeVisible();
  });
});

test.describe("privacy", () => {
  test("names the code that keeps a promise", async ({ page }) => {
    await page.goto("/privacy");
    const promise = page
      .getByRole("row")
      .filter({ hasText: "The instance ID of a Community Edition is not stored." });
    await expect(promise).toContainText("lib/settings/pseudonyms.ts");
    await expect(page.getByText("Raw events are deleted after 400 days.")).toBeVisible();
  });

  test("takes the documentation's instance ID apart", async ({ page }) => {
    await page.goto("/privacy");
    await expect(page.getByText("25 November 2021, 04:16 UTC")).toBeVisible();
  });

  test("lists every identifier and leads to its event type", async ({ page }) => {
    await page.goto("/privacy#kept");
    await page.getByRole("link", { name: "branch_created" }).click();
    await expect(page).toHaveURL(/\/events\/branch_created$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  test("says per edition what is linked, and why", async ({ page }) => {
    await page.goto("/privacy#editions");
    const editions = page.getByRole("table", { name: "Editions" });
    await expect(editions.getByRole("row", { name: /^Community/ })).toContainText("Nothing.");
    await expect(editions.getByRole("row", { name: /^Standard/ })).toContainText("usage report");
    await expect(page.getByText("An edition follows from the key.")).toBeVisible();
  });
});

test.describe("methodology", () => {
  test("works an example of noise and small groups out to the end", async ({ page }) => {
    await page.goto("/methodology");
    const table = page.getByRole("table", { name: /^124 made-up instances by engine version/ });
    for (const version of [/^3\.4/, /^3\.1/])
      await expect(table.getByRole("row", { name: version })).toContainText("too few");
    await expect(table.getByRole("row", { name: /^4\.1/ })).toContainText("%");
    await expect(page.getByRole("heading", { name: "What this does not protect against" })).toBeVisible();
  });

  test("shows buckets of clone times, and zero without one", async ({ page }) => {
    await page.goto("/methodology#clone-times");
    const table = page.getByRole("table", { name: /Times and their buckets/ });
    await expect(table.getByRole("row", { name: /^0 / })).toContainText("not measured");
    await expect(table.getByRole("row", { name: /^3600/ })).toContainText("3635");
  });

  test("says what this installation is set to", async ({ page }) => {
    await page.goto("/methodology");
    await expect(page.getByText("Here the first sighting is enough")).toBeVisible();
    await expect(page.getByText("This installation is private", { exact: true })).toBeVisible();
  });
});

for (const path of ["/opt-out", "/privacy", "/methodology"]) {
  test(`${path} is readable`, async ({ page }) => {
    // Long pages, looked through twice.
    test.slow();
    await page.goto(path);
    await expectReadable(page);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  for (const path of textPages) {
    test(`${path} reads the same`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.getByRole("heading", { level: 2 }).count()).toBeGreaterThan(2);
      await expect(page.getByRole("button", { name: "Copy" })).toHaveCount(0);
    });
  }

  test("the engine version can be chosen", async ({ page }) => {
    await page.goto("/opt-out");
    await page.getByText("Engine 3.0 – 3.3", { exact: true }).first().click();
    await expect(page.getByRole("figure", { name: "server.yml, engine 3.0 – 3.3: off" })).toBeVisible();
  });
});
