import type { Page } from "@playwright/test";
import { catalogue } from "../lib/catalogue";
import { readEventCaptures } from "../lib/catalogue/testing/captures";
import { expectReadable } from "./support/expectReadable";
import { expect, test } from "./support/test";

async function open(page: Page, address = "/try"): Promise<{ check(text: string): Promise<void> }> {
  await page.goto(address, { waitUntil: "networkidle" });
  return { check: (text) => page.getByLabel("What to check").fill(text) };
}

function verdict(page: Page) {
  return page.getByRole("status");
}

test("an example is accepted, and each field says what becomes of it", { tag: "@widths" }, async ({
  page,
}) => {
  await open(page, "/try?type=clone_reset");
  await expect(verdict(page)).toHaveText("Would be accepted.");
  const table = page.getByRole("table", { name: /clone_reset/ });
  await expect(table.getByRole("row").filter({ hasText: "cloning_time" })).toContainText("kept as it is");
  await expect(table.getByRole("row").filter({ hasText: "b98c5ae3" })).toContainText("hashed");
});

test("another type and another form bring their example, but never over what somebody typed", async ({
  page,
}) => {
  const { check } = await open(page);
  await page.getByLabel("Event type").selectOption("Alert");
  await page.getByLabel("Start from").selectOption("A whole HTTP request");
  await expect(page.getByLabel("What to check")).toHaveValue(/^POST \/api\/rpc\/telemetry_event.*"alert"/s);
  await expect(page.getByText("Read as a request:")).toBeVisible();
  await check('{"level":"refresh_failed","message":"Ask Jane","extra":1}');
  await page.getByLabel("Event type").selectOption("Engine stopped");
  await expect(verdict(page)).toHaveText("Would be refused, with status 400.");
  await page.getByLabel("Event type").selectOption("Alert");
  await expect(page.getByText("folded to its length")).toBeVisible();
  await expect(page.getByText('"other (8 characters)"')).toBeVisible();
  await expect(page.getByText("left out", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Put the example back" }).click();
  await expect(page.getByLabel("What to check")).toHaveValue(/^POST/);
});

test("what is wrong is said with its path and words, and leads to the field", async ({ page }) => {
  const { check } = await open(page);
  await check(
    '{"instance_id":"c6fgs68hmvj3sm2pbphg","event_type":"engine_stopped","event_data":{"uptime":-1}}',
  );
  await expect(verdict(page)).toHaveText("Would be refused, with status 400.");
  await expect(page.getByText("event_data.uptime", { exact: true })).toBeVisible();
  await expect(page.getByText("event_data.uptime: must not be negative")).toBeVisible();
  await expect(page.getByRole("link", { name: "engine_stopped" })).toHaveAttribute(
    "href",
    "/events/engine_stopped#field-uptime",
  );
});

test("each of several events is judged by itself", async ({ page }) => {
  const { check } = await open(page);
  const event = '{"instance_id":"c6fgs68hmvj3sm2pbphg","event_type":"snapshot_created","event_data":{}}';
  await check([event, event.replace("snapshot_created", "coffee_made"), event].join("\n"));
  await expect(verdict(page)).toHaveText("2 of 3 events would be accepted.");
  await expect(page.getByText('event_type: "coffee_made" is not a type of the catalogue')).toBeVisible();
  await check(Array.from({ length: 120 }, () => event).join("\n"));
  await expect(verdict(page)).toHaveText("120 of 120 events would be accepted.");
  await expect(page.getByText("100 more events not listed, all accepted.")).toBeVisible();
});

test("requests of real engines are accepted whole, and one to a wrong path is not", async ({ page }) => {
  const { check } = await open(page);
  const captures = readEventCaptures();
  for (const capture of [captures[0], captures.at(-1)]) {
    const headers = capture?.rawHeaders ?? [];
    const lines = headers.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${headers[at + 1]}`] : []));
    const request = [`POST ${capture?.path} HTTP/1.1`, ...lines, "", capture?.body].join("\r\n");
    await check(request);
    await expect(verdict(page)).toHaveText("Would be accepted.");
    await check(request.replace("telemetry_event", "dblab_token_check"));
    await expect(verdict(page)).toHaveText("Would be refused, with status 404.");
  }
});

test("nothing of what is pasted is sent, and nothing is evaluated", async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      document.documentElement.setAttribute("data-violation", event.violatedDirective);
    });
  });
  const { check } = await open(page);
  const requests: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() !== "script") requests.push(request.url());
  });
  await check('{"id":"b98c5ae3","cloning_time":1}');
  await page.getByLabel("Event type").selectOption("Clone reset");
  await expect(verdict(page)).toHaveText("Would be accepted.");
  expect(requests).toEqual([]);
  expect(await page.locator("html").getAttribute("data-violation")).toBeNull();
});

const hostile: readonly (readonly [string, string, RegExp])[] = [
  ["an array 200,000 deep", `${"[".repeat(200_000)}${"]".repeat(200_000)}`, /refused, with status 400/],
  ["more than a mebibyte", "x".repeat(1024 * 1024 + 1), /^Larger than 1 MiB/],
  ["a mebibyte of digits", "1".repeat(1024 * 1024), /refused, with status 400/],
  ["markup", '<img src=x onerror="alert(1)"><script>alert(1)</script>', /refused, with status 400/],
  ["an escaped NUL", '{"id":"\\u0000","cloning_time":1}', /refused, with status 400/],
  ["a lone surrogate", '{"id":"\\ud800","cloning_time":1}', /refused, with status 400/],
  ["__proto__", '{"__proto__":{"level":"refresh_failed"}}', /refused, with status 400/],
  ["an integer past 2^53", '{"uptime":9007199254740993}', /refused, with status 400/],
];

for (const [name, text, expected] of hostile) {
  test(`${name} neither freezes nor breaks the page`, async ({ page }) => {
    page.on("dialog", () => {
      throw new Error("a dialog opened");
    });
    const { check } = await open(page, "/try?type=engine_stopped");
    await check(text);
    await expect(verdict(page)).toHaveText(expected);
    await check('{"uptime":1}');
    await expect(verdict(page)).toHaveText("Would be accepted.");
  });
}

test("markup in a value is shown as text", async ({ page }) => {
  const { check } = await open(page, "/try?type=branch_created");
  await check('{"name":"<img src=x onerror=alert(1)>"}');
  await expect(verdict(page)).toHaveText("Would be accepted.");
  await expect(page.getByText('"<img src=x onerror=alert(1)>"', { exact: true })).toBeVisible();
  expect(await page.locator("main img").count()).toBe(0);
});

test("it is readable, whether accepted or refused", async ({ page }) => {
  const { check } = await open(page);
  await expectReadable(page);
  await check('{"engine_version":1}');
  await expect(verdict(page)).toContainText("refused");
  await expectReadable(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("it says what it needs and links the schemas", async ({ page }) => {
    await page.goto("/try");
    await expect(page.getByText("The check needs JavaScript")).toBeVisible();
    await expect(page.getByLabel("What to check")).toBeHidden();
    await expect(page.getByRole("link", { name: /JSON Schema$/ })).toHaveCount(catalogue.types.length);
  });
});
