import type { Page } from "@playwright/test";
import { expectReadable } from "./support/expectReadable";
import { open as openInstance } from "./support/instanceServer";
import { testOnRelay as test } from "./support/relayServer";
import { operatorToken } from "./support/roleClient";
import { expect } from "./support/test";

const instanceId = "c6vq1tqs0qtc73dlqkpg";

// The rules are the relay's, and each test sets its own.
test.describe.configure({ mode: "serial" });

async function send(url: string, event_type: string, event_data: object): Promise<void> {
  const answer = await fetch(new URL("/api/rpc/telemetry_event", url), {
    method: "POST",
    body: JSON.stringify({ instance_id: instanceId, event_type, event_data }),
  });
  expect(answer.status).toBe(200);
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/relay");
  await page.getByLabel("Relay’s token").fill(operatorToken);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
}

const rulesOf = (page: Page) => page.getByRole("form", { name: "Rules" });
const save = async (page: Page) => {
  await rulesOf(page).getByRole("button", { name: "Save the rules" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The rules hold from now on" })).toBeVisible();
};

test("a wrong token opens nothing", async ({ page }) => {
  await page.goto("/relay");
  await page.getByLabel("Relay’s token").fill("a wrong token");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "That token is not valid" })).toBeVisible();
  await expect(rulesOf(page)).toHaveCount(0);
});

test("shows how it stands, and of every request that left what it was before and after", async ({
  page,
  server,
}) => {
  test.slow();
  await signIn(page);
  await expect(page.getByRole("heading", { name: "State" })).toBeVisible();
  await rulesOf(page)
    .getByLabel(/Identifiers hashed/)
    .check();
  await save(page);
  await expect(rulesOf(page).getByLabel(/Identifiers hashed/)).toBeChecked();
  const sent = page.getByRole("table", { name: /Requests/ });
  const newest = sent.getByRole("link", { name: "Before and after" }).first();
  // A second try finds what the first one sent.
  const before = (await newest.count()) === 0 ? "" : ((await newest.getAttribute("href")) ?? "");
  await send(server.url, "branch_created", { name: "canary-branch" });
  await expect(async () => {
    await page.reload();
    await expect(newest).toBeVisible({ timeout: 500 });
    expect(await newest.getAttribute("href")).not.toBe(before);
  }).toPass();
  await expect(sent).toContainText("/api/v1/events");
  await expectReadable(page);
  await newest.click();
  await expect(page.getByRole("figure", { name: "Before 1" })).toContainText("canary-branch");
  const after = page.getByRole("figure", { name: "After 1" });
  await expect(after).toContainText('"branch_created"');
  await expect(after).not.toContainText("canary-branch");
  await expect(after).not.toContainText(instanceId);
  await expect(page.getByRole("figure", { name: "Status 200" })).toContainText("accepted");
  await expectReadable(page);
});

test("keeps here what a rule withholds, says how much, and exports what left", async ({ page, server }) => {
  await signIn(page);
  await rulesOf(page).getByLabel("Alert").check();
  await rulesOf(page).getByLabel("Hold for so many hours").fill("0");
  await save(page);
  await send(server.url, "alert", {
    level: "refresh_skipped",
    message: "Pool to perform data refresh not found",
  });
  await expect(async () => {
    await page.reload();
    await expect(
      rulesOf(page)
        .getByText(/[1-9]\d* stayed/)
        .first(),
    ).toBeVisible({ timeout: 500 });
  }).toPass();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "All as NDJSON" }).click();
  expect((await download).suggestedFilename()).toBe("sent.ndjson");
});

test("shows what left of one instance, and under which ID upstream knows it", async ({ page, server }) => {
  await signIn(page);
  await rulesOf(page)
    .getByLabel(/Identifiers hashed/)
    .check();
  await save(page);
  const form = page.getByRole("form", { name: "One instance" });
  await form.getByLabel("Instance ID").fill("not an ID");
  await form.getByRole("button", { name: "Show what left" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "no instance ID" })).toBeVisible();
  await send(server.url, "clone_destroyed", { id: "canary-clone" });
  await form.getByLabel("Instance ID").fill(instanceId);
  await form.getByRole("button", { name: "Show what left" }).click();
  expect(page.url()).not.toContain(instanceId);
  const row = page.getByRole("row").filter({ hasText: "canary-clone" });
  await expect(async () => {
    await page.reload();
    await expect(row).toBeVisible({ timeout: 500 });
  }).toPass();
  const hashed = await page.getByText("knows it as").locator("code").textContent();
  await expect(row).toContainText(`"instance_id":"${hashed}"`);
});

test("shows with the pages of an instance, live, what left of each event beside what was received; to the admin alone", async ({
  page,
  browser,
  server,
}) => {
  await signIn(page);
  await rulesOf(page)
    .getByLabel(/Identifiers hashed/)
    .check();
  await rulesOf(page).getByLabel("Clone reset").check();
  await save(page);
  await send(server.url, "clone_reset", { id: "canary-stays", cloning_time: 1.5, dsa_diff: 1 });
  const form = page.getByRole("form", { name: "One instance" });
  await form.getByLabel("Instance ID").fill(instanceId);
  await form.getByRole("button", { name: "Show what left" }).click();
  await page.getByRole("link", { name: "All its events" }).click();
  const rows = page.locator("details[data-event]");
  await expect(rows.filter({ hasText: "Clone reset" }).first()).toBeVisible();
  const known = await rows.filter({ hasText: "Branch created" }).count();
  await send(server.url, "branch_created", { name: "canary-leaves" });
  await expect(rows.filter({ hasText: "Branch created" })).toHaveCount(known + 1);
  const rowOf = (title: string) => rows.filter({ hasText: title }).first();
  await expect(rowOf("Branch created").locator("summary")).toContainText("left");
  await expect(rowOf("Clone reset").locator("summary")).toContainText("stayed");
  await rowOf("Branch created").locator("summary").click();
  const left = page.getByRole("region", { name: "What left" });
  await expect(left.getByRole("figure", { name: "Before the rules" })).toContainText("canary-leaves");
  await expect(left.getByRole("figure", { name: "As it left" })).not.toContainText("canary-leaves");
  await expect(left.getByRole("figure", { name: "As it left" })).not.toContainText(instanceId);
  await expectReadable(page);

  const stranger = await (await browser.newContext({ baseURL: server.url })).newPage();
  await openInstance(stranger, instanceId);
  await stranger.goto("/instance/events");
  await expect(stranger.getByText("This service is a relay")).toBeVisible();
  expect(await stranger.content()).not.toContain("canary-leaves");
  await stranger.goto("/relay/instance/events");
  await expect(stranger.getByLabel("Relay’s token")).toBeVisible();
  await stranger.context().close();
});

test("what is no number of hours changes nothing", async ({ page }) => {
  await signIn(page);
  const hours = rulesOf(page).getByLabel("Hold for so many hours");
  await expect(hours).toHaveAttribute("max", "720");
  await rulesOf(page).evaluate((form) => form.setAttribute("novalidate", ""));
  await hours.fill("-1");
  await rulesOf(page).getByRole("button", { name: "Save the rules" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was changed" })).toBeVisible();
  await expect(hours).toHaveAttribute("aria-invalid", "true");
});

test("can be used on a phone @phone", async ({ page }) => {
  await signIn(page);
  await expect(rulesOf(page)).toBeVisible();
  await expectReadable(page);
});
