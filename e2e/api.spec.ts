import { catalogue } from "../lib/catalogue";
import { testOnBusyServer } from "./support/busyServer";
import { expectReadable } from "./support/expectReadable";
import { expect, test } from "./support/test";

const operations = [
  ["POST", "/api/rpc/telemetry_event"],
  ["POST", "/api/general/rpc/telemetry_event"],
  ["POST", "/api/v1/events"],
  ["POST", "/api/rpc/dblab_instance_register"],
  ["POST", "/api/rpc/telemetry_usage"],
  ["POST", "/api/rpc/dblab_token_check"],
  ["GET", "/api/v1/instance"],
  ["GET", "/api/v1/instance/events"],
  ["GET", "/api/v1/instance/events/live"],
  ["GET", "/api/v1/instance/history"],
  ["GET", "/api/v1/instance/statistics"],
  ["GET", "/api/v1/instance/export"],
  ["POST", "/api/v1/instance/erasure"],
  ["DELETE", "/api/v1/instance/erasure"],
  ["GET", "/api/v1/erasures/{id}"],
  ["GET", "/api/v1/org"],
  ["GET", "/api/v1/org/instances"],
  ["GET", "/api/v1/org/instances/{number}/events"],
  ["GET", "/api/v1/org/instances/{number}/export"],
  ["GET", "/api/v1/org/usage"],
  ["GET", "/api/v1/org/audit"],
  ["GET", "/api/v1/org/grants"],
  ["GET", "/api/v1/health"],
  ["GET", "/api/v1/statistics"],
  ["GET", "/api/v1/statistics/{key}"],
  ["GET", "/statistics/{key}.json"],
  ["GET", "/statistics/{key}.csv"],
  ["GET", "/statistics/{key}.svg"],
  ["GET", "/events/{type}/schema.json"],
  ["GET", "/openapi.json"],
] as const;

test("lists every operation and leads to it", { tag: "@widths" }, async ({ page }) => {
  await page.goto("/api");
  const table = page.getByRole("table", { name: "Operations" });
  for (const [method, path] of operations) {
    const rows = table.getByRole("row").filter({ has: page.getByRole("link", { name: path, exact: true }) });
    await expect(rows.filter({ hasText: method })).toHaveCount(1);
  }
  await table.getByRole("link", { name: "/api/v1/events" }).click();
  await expect(page.getByRole("heading", { name: /POST \/api\/v1\/events/ })).toBeInViewport();
});

test("opens a schema that is linked to", async ({ page }) => {
  await page.goto("/api");
  const fields = page.getByRole("table", { name: "Fields of Batch", exact: true });
  await expect(fields).toBeHidden();
  await page
    .locator("#sendEvents")
    .getByRole("group")
    .getByText(/answers:/)
    .click();
  await page.locator("#sendEvents").getByRole("link", { name: "Batch", exact: true }).click();
  await expect(fields).toBeVisible();
  await expect(fields.getByRole("row", { name: /^results\[\]\.status/ })).toContainText('"repeated"');
});

test("has a schema of every event type, with its fields laid flat", async ({ page }) => {
  await page.goto("/api");
  for (const { name } of catalogue.types) {
    await expect(page.locator("summary").getByText(name, { exact: true })).toBeVisible();
  }
  await page.locator("summary").getByText("engine_started", { exact: true }).click();
  await expect(
    page
      .getByRole("table", { name: "Fields of engine_started" })
      .getByRole("row", { name: /pools\.total_size/ }),
  ).toContainText("in bytes");
});

test("gives the document for machines", async ({ request }) => {
  const answer = await request.get("/openapi.json");
  expect(answer.headers()["content-type"]).toContain("application/json");
  const document = await answer.json();
  expect(document.openapi).toBe("3.1.1");
  const paths = [...new Set(operations.map(([, path]) => path))];
  expect(Object.keys(document.paths).sort()).toEqual(paths.sort());
});

testOnBusyServer("its shell lines work as they stand", async ({ page }) => {
  await page.goto("/api");
  const lines = await page.getByRole("figure", { name: "curl" }).locator("pre").allTextContents();
  expect(lines).toHaveLength(operations.length);
  // The others need what only their reader has: a token, a key, a receipt, or an instance of their own.
  const open = lines.filter((line) => !/\$[A-Z_]+|dlet_|-N /.test(line));
  expect(open).toHaveLength(16);
  for (const line of open) {
    const [, url = ""] = /^curl .*?(http[^\s']+)/.exec(line) ?? [];
    const [, body] = / -d '(.*)'$/s.exec(line) ?? [];
    const [, authorization] = /-H 'Authorization: ([^']+)'/.exec(line) ?? [];
    const answer = await fetch(url, {
      headers: {
        "Content-Type": "application/json",
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
      ...(body === undefined ? {} : { method: "POST", body }),
    });
    expect(answer.status, line).toBe(200);
  }
});

test("is readable", async ({ page }) => {
  // A long page, looked through twice.
  test.slow();
  await page.goto("/api");
  await page.locator("summary").getByText("engine_started", { exact: true }).click();
  await expectReadable(page);
});
