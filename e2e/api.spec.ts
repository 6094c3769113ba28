import { catalogue } from "../lib/catalogue";
import { expectReadable } from "./support/expectReadable";
import { startServer, temporaryFolder } from "./support/server";
import { expect, test } from "./support/test";

const operations = [
  ["POST", "/api/rpc/telemetry_event"],
  ["POST", "/api/general/rpc/telemetry_event"],
  ["POST", "/api/v1/events"],
  ["GET", "/api/v1/health"],
  ["GET", "/api/v1/statistics"],
  ["GET", "/api/v1/statistics/{key}"],
  ["GET", "/statistics/{key}.json"],
  ["GET", "/statistics/{key}.csv"],
  ["GET", "/statistics/{key}.svg"],
  ["GET", "/events/{type}/schema.json"],
  ["GET", "/openapi.json"],
] as const;

test("lists every operation and leads to it", async ({ page }) => {
  await page.goto("/api");
  const table = page.getByRole("table", { name: "Operations" });
  for (const [method, path] of operations) {
    await expect(table.getByRole("row").filter({ hasText: path }).first()).toContainText(method);
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
  expect(Object.keys(document.paths).sort()).toEqual(operations.map(([, path]) => path).sort());
});

test("its shell lines work as they stand", async ({ browser }) => {
  // It starts a server of its own.
  test.slow();
  const folder = temporaryFolder("api-page");
  const server = await startServer({ DATA_DIR: folder.path });
  try {
    const page = await browser.newPage({ baseURL: server.url });
    await page.goto("/api");
    const lines = await page.getByRole("figure", { name: "curl" }).locator("pre").allTextContents();
    expect(lines).toHaveLength(operations.length);
    for (const line of lines) {
      const [, url = ""] = /^curl .*?(http[^\s']+)/.exec(line) ?? [];
      const [, body] = / -d '(.*)'$/s.exec(line) ?? [];
      const answer = await fetch(
        url,
        body === undefined ? {} : { method: "POST", body, headers: { "Content-Type": "application/json" } },
      );
      expect(answer.status, line).toBe(200);
    }
    await page.close();
  } finally {
    await server.stop();
    folder.remove();
  }
});

test("is readable", async ({ page }) => {
  // A long page, looked through twice.
  test.slow();
  await page.goto("/api");
  await page.locator("summary").getByText("engine_started", { exact: true }).click();
  await expectReadable(page);
});
