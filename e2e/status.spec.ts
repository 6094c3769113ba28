import { exampleInstanceIds } from "../lib/catalogue";
import { expectReadable } from "./support/expectReadable";
import { expect, test, testOnEmptyServer } from "./support/test";

testOnEmptyServer("counts what was accepted, refused and left out", async ({ page, emptyServer }) => {
  const send = async (event_type: string, event_data: object) => {
    const body = JSON.stringify({ instance_id: exampleInstanceIds[0], event_type, event_data });
    const answer = await fetch(`${emptyServer.url}/api/rpc/telemetry_event`, { method: "POST", body });
    return answer.status;
  };
  await page.goto("/status");
  await expect(page.getByText("Nothing was refused")).toBeVisible();
  await expect(page.getByText("Every field that was sent is in the catalogue.")).toBeVisible();

  expect(await send("snapshot_created", { color: "blue" })).toBe(200);
  expect(await send("alert", { level: "panic", message: "x" })).toBe(400);
  expect(await send("alert", { level: "panic", message: "x" })).toBe(400);

  // Refusals are written every two seconds, and a reading serves everybody for five.
  const reason = page.getByRole("row").filter({ hasText: "invalid_data" });
  await expect(async () => {
    await page.reload();
    await expect(reason).toContainText("alert · event_data.level: 2", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await expect(reason).toContainText("400");
  await expect(page.getByRole("row").filter({ hasText: "event_data.color" })).toContainText(
    "snapshot_created",
  );
  await expect(page.getByRole("main")).not.toContainText("blue");
  await expect(page.getByRole("row", { name: /\(today\)/ })).toContainText(/1\s*2/);
});

test("tells load balancers that it can write", async ({ request }) => {
  const answer = await request.get("/api/v1/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: "ok" });
  expect(answer.headers()["cache-control"]).toBe("no-store");
});

test("says what the installation is set to", async ({ page }) => {
  await page.goto("/status");
  const settings = page.getByRole("table", { name: "Settings of this installation" });
  await expect(settings.getByRole("row", { name: /^Database/ })).toContainText("Embedded PostgreSQL");
  await expect(settings.getByRole("row", { name: /^Raw events are kept/ })).toContainText("400 days");
  await expect(settings.getByRole("row", { name: /^Rate limit per instance/ })).toContainText("None");
  await expect(settings.getByRole("row", { name: /^Running since/ })).toContainText("UTC");
});

test("shows 28 days, today first", async ({ page }) => {
  await page.goto("/status");
  const rows = page.getByRole("table", { name: /Events by day/ }).getByRole("row");
  await expect(rows).toHaveCount(29);
  await expect(rows.nth(1)).toContainText("(today)");
});

test("opens with a verdict, and says what engines can rely on, day by day", async ({ page }) => {
  await page.goto("/status");
  const main = page.getByRole("main");
  await expect(main.getByText("Receiving normally.")).toBeVisible();
  await expect(main.getByText(/^The last event was stored .* ago\./)).toBeVisible();
  const objective = page.getByRole("region", { name: "What engines can rely on" });
  await expect(objective.getByText("99.9% of engines’ requests are accepted within 250 ms")).toBeVisible();
  await expect(objective.getByRole("img", { name: /^The objective by day/ })).toBeVisible();
});

test("is readable", async ({ page }) => {
  await page.goto("/status");
  await expectReadable(page);
});
