import { type OpenApiDocument, type Operation, operationsByTag } from "../components/api/read-openapi";
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

test("lists every operation and leads to its page, and from there to the next", {
  tag: "@widths",
}, async ({ page }) => {
  await page.goto("/api");
  for (const { id, method, path } of operations) {
    const row = page.locator(`tr#${id}`);
    await expect(row).toContainText(path);
    await expect(row).toContainText(method);
  }
  await page.locator("tr#sendEvents").getByRole("link").click();
  await expect(page).toHaveURL(/\/api\/operations\/sendEvents$/);
  await expect(page.getByRole("heading", { level: 1, name: "Send one or more events" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("POST/api/v1/events");
  const closed = page.getByText("All operations", { exact: true });
  if (await closed.isVisible()) await closed.click();
  await page
    .getByRole("navigation", { name: "Operations" })
    .getByRole("link", { name: "Export an instance", exact: true })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Export an instance" })).toBeVisible();
});

test("filters operations", async ({ page }) => {
  await page.goto("/api");
  await page.getByLabel("Filter operations").fill("list audit checkpoints");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByRole("status")).toContainText(/\d operations? found/);
  await expect(page.locator("tr#readOrganizationAuditCheckpoints")).toBeVisible();
  await expect(page.locator("tr#sendEvents")).toHaveCount(0);
});

test("leads to the schema of an answer, with its fields flattened", async ({ page }) => {
  await page.goto("/api/operations/sendEvents");
  await page.getByRole("row", { name: /^200/ }).getByRole("link", { name: "Batch", exact: true }).click();
  const fields = page.getByRole("table", { name: "Fields of Batch", exact: true });
  await expect(fields.getByRole("row", { name: /^results\[\]\.status/ })).toContainText('"repeated"');
  await expect(page.getByRole("heading", { name: /^Batch(?!Error)/ })).toBeInViewport();
});

test("gives the document for machines", async ({ request }) => {
  const answer = await request.get("/openapi.json");
  expect(answer.headers()["content-type"]).toContain("application/json");
  const given = await answer.json();
  expect(given.openapi).toBe("3.1.1");
  expect(Object.keys(given.paths)).toEqual(Object.keys(document.paths ?? {}));
});

testOnBusyServer("its shell lines work as they stand", async ({ request }) => {
  // Made for the address at which it is read.
  const given: OpenApiDocument = await (await request.get("/openapi.json")).json();
  const lines = operationsByTag(given).flatMap(({ operations: ofTag }) =>
    ofTag.flatMap(({ operation }) => {
      const samples = operation["x-codeSamples"] as { label: string; source: string }[];
      return samples.flatMap(({ label, source }) => (label === "curl" ? [source] : []));
    }),
  );
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
    // This installation publishes nothing, and so has no release.
    const isOfRelease = /\/(?:releases|log)\//.test(url);
    expect(isOfRelease && answer.status === 404 ? 200 : answer.status, line).toBe(200);
  }
});

for (const path of ["/api", "/api/operations/sendEvents"]) {
  test(`${path} is readable`, async ({ page }) => {
    await page.goto(path);
    await expectReadable(page);
  });
}
