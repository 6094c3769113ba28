import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectReadable } from "./support/expectReadable";
import { capturedEvents, open, testWithInstance as test } from "./support/instanceServer";
import { parseCsv } from "./support/statisticFiles";
import { expect } from "./support/test";

test.describe.configure({ timeout: 90_000 });

async function download(page: Page, name: string): Promise<{ name: string; text: string }> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

const countByType = (types: readonly string[]) =>
  Object.fromEntries(
    [...new Set(types)].sort().map((type) => [type, types.filter((one) => one === type).length]),
  );

test("is taken along whole: what was sent is in the file", async ({ page, instance }) => {
  const sent = capturedEvents("v4.1.3");
  await instance.send(sent);
  await open(page, instance.id);
  await page.goto("/instance/data");
  const expected = countByType(sent.map(({ event_type }) => event_type));

  const ndjson = await download(page, "NDJSON");
  expect(ndjson.name).toMatch(/^dblab-telemetry-instance_\d{4}-\d\d-\d\d\.ndjson$/);
  const lines = ndjson.text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines[0].kind).toBe("manifest");
  expect(lines.at(-1).kind).toBe("end");
  const events = lines.filter(({ kind }) => kind === "event");
  expect(countByType(events.map(({ event_type }) => event_type))).toEqual(expected);
  // A start has technical fields only: it is kept as it was sent.
  const starts = (all: readonly { event_type: string; event_data: object }[]) =>
    all.filter(({ event_type }) => event_type === "engine_started").map(({ event_data }) => event_data);
  expect(starts(events)).toEqual(starts(sent));

  const json = JSON.parse((await download(page, "JSON")).text);
  expect(json.events).toHaveLength(sent.length);
  const csv = await download(page, "CSV, events");
  expect(countByType(parseCsv(csv.text).map((row) => row.event_type ?? ""))).toEqual(expected);
  expect((await download(page, "CSV, days")).name).toContain("days");
});

test.describe("erasing", () => {
  test("needs the ID, leaves a receipt, and can be undone", { tag: "@widths" }, async ({
    page,
    instance,
  }) => {
    await instance.send(capturedEvents("v4.1.3"));
    await open(page, instance.id);
    await page.goto("/instance/data");
    const confirm = page.getByLabel("Type the instance ID to confirm");
    const erase = page.getByRole("button", { name: "Erase this instance" });

    await confirm.fill("c0000000000000000001");
    await erase.click();
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(
      "That is not the ID of this instance. Nothing was erased.",
    );
    await expect(confirm).toHaveAttribute("aria-invalid", "true");

    await confirm.fill(instance.id);
    await erase.click();
    await expect(page.getByRole("heading", { name: "Erased", exact: true })).toBeVisible();
    await expect(page.getByText("Begin a new record after the deletion")).toBeVisible();
    await expectReadable(page);
    const address = await page.getByRole("link", { name: /^\/api\/v1\/erasures\// }).getAttribute("href");
    const receipt = await page.request.get(address ?? "");
    expect(receipt.status()).toBe(200);
    expect(await receipt.text()).not.toContain(instance.id);
    const hidden = await page.request.get("/api/v1/instance", {
      headers: { Authorization: `Bearer ${instance.id}` },
    });
    expect(hidden.status()).not.toBe(200);

    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.getByRole("navigation", { name: "Instance" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Events of this instance by type" })).toContainText("alert");
  });

  test("can refuse later events, and be undone from another browser by the ID", async ({
    page,
    browser,
    baseURL,
    instance,
    extraHTTPHeaders,
  }) => {
    await instance.send([{ event_type: "snapshot_created", event_data: {} }]);
    await open(page, instance.id);
    await page.goto("/instance/data");
    await page.getByLabel("Type the instance ID to confirm").fill(instance.id);
    await page.getByLabel(/^Refuse later events/).check();
    await page.getByRole("button", { name: "Erase this instance" }).click();
    await expect(page.getByText("Answered and dropped")).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();

    const another = await browser.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      extraHTTPHeaders: extraHTTPHeaders ?? {},
    });
    const elsewhere = await another.newPage();
    await elsewhere.goto("/instance");
    await elsewhere.getByText("Undo an erasure").click();
    const field = elsewhere.getByLabel("ID of the erased instance");
    await field.fill("c0000000000000000001");
    await elsewhere.getByRole("button", { name: "Undo the erasure" }).click();
    await expect(elsewhere.getByText("There is nothing to undo under this ID.")).toBeVisible();
    await field.fill(instance.id);
    await elsewhere.getByRole("button", { name: "Undo the erasure" }).click();
    await expect(elsewhere.getByRole("navigation", { name: "Instance" })).toBeVisible();
    await another.close();
  });
});
