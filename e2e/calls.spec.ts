import { describeParts, type EngineCall, engineCalls } from "../lib/catalogue";
import { sourceTags } from "../lib/engineSource/sourceLines";
import { expectReadable } from "./support/expectReadable";
import { expect, test } from "./support/test";

const calls: readonly EngineCall[] = engineCalls;

test("every call is listed with when, what is kept and how to switch it off", { tag: "@widths" }, async ({
  page,
}) => {
  await page.goto("/events");
  await page.getByRole("link", { name: "other calls" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Every call an engine makes" })).toBeVisible();
  const table = page.getByRole("table", { name: "Calls of engines" });
  for (const { name, title, sentWhen, switchOff } of calls) {
    const row = table.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });
    await expect(row.getByRole("link", { name: title, exact: true })).toBeVisible();
    await expect(row).toContainText(sentWhen);
    await expect(row).toContainText(switchOff);
  }
});

test("a call says each header and field, what is answered, and where the source sends it", async ({
  page,
  request,
}) => {
  await page.goto("/calls");
  await page.getByRole("link", { name: "Log of an observed clone", exact: true }).click();
  await expect(
    page.getByRole("definition").filter({ hasText: "Its body is read past and thrown away as it comes" }),
  ).toBeVisible();
  await expect(page.getByRole("figure", { name: "The whole HTTP request" })).toContainText(
    "POST /api/rpc/dblab_session_upload_log HTTP/1.1",
  );
  await expect(
    page
      .getByRole("table", { name: "Headers of dblab_session_upload_log" })
      .getByRole("row", { name: /^X-PGAI-Session-ID/ }),
  ).toContainText("Nothing.");

  await page.goto("/calls/telemetry_usage");
  const body = page.getByRole("table", { name: "Body of telemetry_usage" });
  for (const { path } of describeParts(
    calls.find(({ name }) => name === "telemetry_usage") as EngineCall,
    "body",
  )) {
    await expect(body.getByRole("row").filter({ has: page.getByText(path, { exact: true }) })).toHaveCount(1);
  }
  await expect(
    page
      .getByRole("table", { name: "Answer to telemetry_usage" })
      .getByRole("row", { name: /priveleged_until/ }),
  ).toContainText("optional");
  const source = page.getByRole("table", { name: "Places in the engine’s public source" });
  const newest = source
    .getByRole("row", { name: /^Where it is sent/ })
    .getByRole("link")
    .first();
  await expect(newest).toHaveAttribute(
    "href",
    new RegExp(`^https://gitlab\\.com/postgres-ai/database-lab/-/blob/${sourceTags.at(-1)}/engine/.*#L\\d+$`),
  );
  const schema = await request.get("/calls/telemetry_usage/schema.json");
  expect(schema.headers()["content-type"]).toContain("application/schema+json");
  expect(await schema.json()).toMatchObject({ title: "Usage report", $defs: { answer: { type: "object" } } });
  expect((await request.get("/calls/dblab_session_pause")).status()).toBe(404);
});

test("a search finds calls, too", async ({ page }) => {
  await page.goto("/events");
  await page.getByLabel("Search").fill("pg_stat_statements");
  await page.getByLabel("Search").press("Enter");
  await page.getByRole("link", { name: "dblab_session_upload_artifact" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Artifact of an observed clone" })).toBeVisible();
});

test("two versions are compared, whichever they are", async ({ page }) => {
  await page.goto("/events/changes");
  await page.getByLabel("My version").selectOption("v3.3.0");
  await page.getByLabel("To", { exact: true }).selectOption("v3.4.0");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/from=v3\.3\.0&to=v3\.4\.0#upgrade$/);
  const result = page.getByRole("status");
  await expect(result).toContainText("From v3.3.0 to v3.4.0");
  await expect(result.getByRole("link", { name: "engine_started db_engine" })).toBeVisible();
  await result.getByRole("link", { name: "Usage report" }).click();
  await expect(page).toHaveURL(/\/calls\/telemetry_usage$/);
  await page.goto("/events/changes?from=v4.1.0&to=v4.1.3");
  await expect(page.getByRole("status")).toHaveText("Nothing: v4.1.3 sends and reads the same as v4.1.0.");
  await page.goto("/events/changes?from=v4.1.3&to=v3.0.0");
  await expect(page.getByRole("status")).toContainText("Dropped calls");
});

test("an event type leads to the lines that send it, at each tag", async ({ page }) => {
  await page.goto("/events/engine_started");
  const source = page.getByRole("table", { name: "Places in the engine’s public source" });
  const sent = source.getByRole("row", { name: /^Where it is sent/ });
  await sent.getByText(/and older$/).click();
  const oldest = sent.locator('a[href$="/v3.0.0/cmd/database-lab/main.go#L148"]');
  await expect(oldest).toBeVisible();
  // Nothing leads to a version that had no such field.
  const field = source.getByRole("row", { name: /^db_engine/ });
  await expect(field.locator('a[href*="/v3.4.0/"]')).toHaveCount(1);
  await expect(field.locator('a[href*="/v3.3.0/"]')).toHaveCount(0);
});

for (const path of ["/calls", "/calls/dblab_session_stop", "/events/changes?from=v3.3.0"]) {
  test(`${path} is readable`, async ({ page }) => {
    await page.goto(path);
    await expectReadable(page);
  });
}
