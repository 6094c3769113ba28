import { type Operation, operationsByTag } from "../components/api/read-openapi";
import { catalogue } from "../lib/catalogue";
import { createOpenApi } from "../lib/openApi/createOpenApi";
import { testOnBusyServer } from "./support/busyServer";
import { expectReadable } from "./support/expectReadable";
import { expect, test } from "./support/test";

const document = createOpenApi(catalogue, {
  baseUrl: "https://dblab.test",
  version: "1.2.3",
  rawRetentionDays: 400,
  rateLimitInstance: 600,
  rateLimitAddress: 600,
  now: new Date(),
});
const operations = operationsByTag(document).flatMap(({ operations: ofTag }) => ofTag);

test("lists every operation and leads to it", { tag: "@widths" }, async ({ page }) => {
  await page.goto("/api");
  const table = page.getByRole("table", { name: "Operations" });
  for (const { method, path } of operations) {
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
  const given = await answer.json();
  expect(given.openapi).toBe("3.1.1");
  expect(Object.keys(given.paths)).toEqual(Object.keys(document.paths ?? {}));
});

testOnBusyServer("its shell lines work as they stand", async ({ page }) => {
  await page.goto("/api");
  const lines = await page.getByRole("figure", { name: "curl" }).locator("pre").allTextContents();
  expect(lines).toHaveLength(operations.length);
  // The others need what only their reader has: a token, a key, a receipt, or an instance of their own; or never end.
  const open = lines.filter((line) => !/\$[A-Z_]+|dlet_|-N /.test(line));
  const isOpen = ({ path, operation: { security = [] } }: Operation) =>
    security.every((one) => "instanceId" in one || "sender" in one || Object.keys(one).length === 0) &&
    !/erasure|token_check|events\/live$/.test(path);
  expect(open).toHaveLength(operations.filter(isOpen).length);
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
