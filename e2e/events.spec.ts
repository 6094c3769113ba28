import { saySpan, sayVersion } from "../components/catalogue/say-event-type";
import { catalogue, engineVersions } from "../lib/catalogue";
import { expectReadable } from "./support/expectReadable";
import { expect, test } from "./support/test";

test.describe("the list of event types", () => {
  test("shows every type with its name and why", async ({ page }) => {
    await page.goto("/events");
    await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
    await expect(page.getByRole("heading", { level: 3 })).toHaveCount(catalogue.types.length);
    for (const { title, why } of catalogue.types) {
      await expect(page.getByRole("link", { name: title, exact: true })).toBeVisible();
      await expect(page.getByText(why)).toBeVisible();
    }
  });

  test("is narrowed by a search whose state is the address", async ({ page }) => {
    await page.goto("/events");
    await page.getByLabel("Search").fill("cpu");
    await page.getByLabel("Search").press("Enter");
    await expect(page).toHaveURL(/[?&]q=cpu(&|$)/);
    await expect(page.getByRole("status")).toContainText(`1 of ${catalogue.types.length} event types`);
    await expect(page.getByRole("link", { name: "Engine started", exact: true })).toBeVisible();
    await expect(page.getByLabel("Search")).toHaveValue("cpu");
    await page.getByRole("link", { name: "Show all" }).click();
    await expect(page.getByRole("heading", { level: 3 })).toHaveCount(catalogue.types.length);
  });

  test("is narrowed by field, class and engine version together", { tag: "@widths" }, async ({ page }) => {
    await page.goto("/events");
    await page.getByLabel("Field class").selectOption("identifier");
    await page.getByRole("combobox", { name: "Engine" }).selectOption("4.0");
    await page.getByLabel("Field", { exact: true }).selectOption("name");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Branch created", "Branch destroyed"]);
    await expect(page.getByRole("combobox", { name: "Engine" })).toHaveValue("4.0.0");
  });

  test("says so when nothing fits", async ({ page }) => {
    await page.goto("/events?q=%3Cscript%3Ealert(1)%3C/script%3E");
    await expect(page.getByText("Nothing found for “<script>alert(1)</script>”")).toBeVisible();
  });

  test("is readable", async ({ page }) => {
    await page.goto("/events?q=clone");
    await expectReadable(page);
  });
});

test.describe("the page of an event type", () => {
  test("shows the payload and the request of each engine version", async ({ page }) => {
    await page.goto("/events/engine_started");
    const newest = page.getByRole("region", {
      name: `Engine ${saySpan({ first: "3.4.0", last: engineVersions.at(-1) ?? "4.2.0" })}`,
    });
    await expect(
      newest.getByRole("figure", { name: /^event_data/ }).getByText('"total_memory"'),
    ).toBeVisible();
    await expect(newest.getByRole("figure", { name: "The whole HTTP request" })).toContainText(
      "Selfassigned-Instance-Id: c6fgs68hmvj3sm2pbphg",
    );
    await expect(newest.getByText("New fields:")).toContainText("system.total_memory");

    await page.getByText("Engine 3.0 to 3.3", { exact: true }).first().click();
    const oldest = page.getByRole("region", { name: "Engine 3.0 to 3.3" });
    await expect(oldest.getByRole("figure", { name: "The whole HTTP request" })).toContainText(
      "Access-Token: ",
    );
    await expect(oldest.getByRole("figure", { name: /^event_data/ })).not.toContainText("total_memory");
    await expect(newest).toBeHidden();
  });

  test("shows the engine version of the address first", async ({ page }) => {
    await page.goto("/events/engine_started?engine=3.1.0");
    await expect(page.getByRole("region", { name: "Engine 3.0 to 3.3" })).toBeVisible();
  });

  test("copies the payload as JSON", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/events/alert");
    await page.getByRole("button", { name: "Copy" }).first().click();
    await expect(page.getByText("Copied")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(copied)).toEqual({ level: "refresh_failed", message: "Failed to run full-refresh" });
  });

  test("has an anchor for every field", async ({ page }) => {
    await page.goto("/events/engine_started#field-pools.total_size");
    const row = page.locator(":target");
    await expect(row).toBeInViewport();
    await expect(row.getByRole("rowheader")).toContainText("pools.total_size");
    await expect(row).toContainText("bytes");
  });

  test("lays sent beside kept, in words", async ({ page }) => {
    await page.goto("/events/branch_created");
    const table = page.getByRole("table", { name: /as sent and as kept/ });
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "name" }) });
    await expect(row).toContainText('"feature-1"');
    await expect(row).toContainText("hashed");
    await expect(row.getByText(/^"[0-9a-f]{32}"$/)).toBeVisible();
  });

  test("says how often the type was received", async ({ page }) => {
    await page.goto("/events/clone_reset");
    const received = page.getByText("Received in 28 days").locator("..");
    await expect(received).toContainText(/\d+ events/);
  });

  test("offers its JSON Schema at an address of its own", async ({ page, request }) => {
    await page.goto("/events/alert");
    const address = await page.getByRole("link", { name: /schema\.json$/ }).getAttribute("href");
    const answer = await request.get(address ?? "");
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toContain("application/schema+json");
    const schema = await answer.json();
    expect(schema.properties.event_data.properties.level.enum).toEqual(["refresh_failed", "refresh_skipped"]);
    expect((await request.get("/events/coffee_made/schema.json")).status()).toBe(404);
  });

  test("is found under an alias, and nothing is found under a name that is none", async ({ page }) => {
    await page.goto("/events/engine_starged");
    await expect(page).toHaveURL(/\/events\/engine_started$/);
    const answer = await page.goto("/events/constructor");
    expect(answer?.status()).toBe(404);
  });

  for (const name of ["engine_started", "alert", "config_updated"]) {
    test(`of ${name} is readable`, async ({ page }) => {
      await page.goto(`/events/${name}`);
      await expectReadable(page);
    });
  }
});

test("what versions changed is listed, newest first", async ({ page }) => {
  await page.goto("/events/changes");
  const headings = await page.getByRole("heading", { level: 2 }).allTextContents();
  expect(headings.map((text) => text.replace("#", ""))).toEqual([
    "What would change if I upgrade",
    ...engineVersions.toReversed().map((version) => `Engine ${sayVersion(version)}`),
  ]);
  await page.getByRole("link", { name: "system.cpu", exact: true }).click();
  await expect(page).toHaveURL(/\/events\/engine_started#field-system\.cpu$/);
  await page.goBack();
  await expectReadable(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the list can be searched", async ({ page }) => {
    await page.goto("/events");
    await page.getByLabel("Search").fill("branch");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("link", { name: "Branch updated", exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Alert", exact: true })).toHaveCount(0);
  });

  test("the payload of another version can be chosen, and nothing needs a script", async ({ page }) => {
    await page.goto("/events/engine_started");
    await page.getByText("Engine 3.0 to 3.3", { exact: true }).first().click();
    await expect(page.getByRole("region", { name: "Engine 3.0 to 3.3" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy" })).toHaveCount(0);
    await page.getByText(/^Show the schema/).click();
    await expect(page.getByRole("figure", { name: "schema.json" })).toBeVisible();
  });
});
