import { capturedEvents, open, type SentEvent, testWithInstance as test } from "./support/instanceServer";
import { expect } from "./support/test";

test.describe.configure({ timeout: 90_000 });

const minuteMs = 60_000;

/** So many events, a minute apart, the last one now. */
function snapshots(count: number): SentEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    event_type: "snapshot_created",
    event_data: {},
    event_time: new Date(Date.now() - (count - index) * minuteMs).toISOString(),
  }));
}

const alert: SentEvent = {
  event_type: "alert",
  event_data: { level: "refresh_failed", message: "The disk of acme is full", color: "vermilion" },
};

test("opens an event to its payload and its fields, and marks what is not kept as sent", {
  tag: "@widths",
}, async ({ page, instance }) => {
  await instance.send([...capturedEvents("v4.1.3"), alert]);
  await open(page, instance.id);
  await page.goto("/instance/events");
  const summary = page.locator("summary").filter({ hasText: "1 left out" });
  const fields = page.getByRole("table", { name: "Alert, field by field" });
  // A key that is pressed before the list has come alive opens what the living list draws anew, closed.
  await expect(async () => {
    await summary.focus();
    if (!(await fields.isVisible())) await page.keyboard.press("Enter");
    await expect(fields).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(fields.getByRole("row").filter({ hasText: "level" })).toContainText("kept as it is");
  await expect(fields.getByRole("row").filter({ hasText: "message" })).toContainText("folded to its length");
  await expect(fields.getByRole("row").filter({ hasText: "event_data.color" })).toContainText("left out");
  const payload = page.getByRole("figure", { name: "As it is kept, in the engine’s form" });
  expect(JSON.parse((await payload.locator("pre").textContent()) ?? "")).toEqual({
    instance_id: instance.id,
    event_type: "alert",
    event_data: { level: "refresh_failed", message: "other (24 characters)" },
  });
  await expect(page.getByRole("main")).not.toContainText("acme");
  await expect(page.getByRole("main")).not.toContainText("vermilion");
  await page.keyboard.press("Enter");
  await expect(fields).toBeHidden();

  await page.locator("summary").filter({ hasText: "Branch created" }).first().click();
  const branch = page.getByRole("table", { name: "Branch created, field by field" });
  await expect(branch.getByRole("row").filter({ hasText: "name" })).toContainText("hashed");
});

test("keeps open what was opened before its script was there", async ({ page, instance }) => {
  await instance.send([...capturedEvents("v4.1.3"), alert]);
  await open(page, instance.id);
  let letScriptsThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letScriptsThrough = resolve;
  });
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/instance/events", { waitUntil: "commit" });
  const summary = page.locator("summary").filter({ hasText: "1 left out" });
  await summary.focus();
  await page.keyboard.press("Enter");
  const fields = page.getByRole("table", { name: "Alert, field by field" });
  await expect(summary.locator("..")).toHaveAttribute("open", "");
  letScriptsThrough();
  await expect(page.getByRole("switch", { name: "Live" })).toBeEnabled();
  await expect(page.getByText("New events appear at the top.")).toBeVisible();
  await expect(fields).toBeVisible();
  await expect(summary).toBeFocused();
});

test("is narrowed by type and by date, and the address says so", async ({ page, instance }) => {
  const old = new Date(Date.now() - 9 * 86_400_000);
  await instance.send([
    ...snapshots(3),
    alert,
    { ...alert, event_time: old.toISOString() },
    { event_type: "branch_created", event_data: { name: "b" }, event_time: old.toISOString() },
  ]);
  await open(page, instance.id);
  await page.goto("/instance/events");
  const events = page.getByRole("list", { name: "Events, newest first" }).locator("summary");
  await expect(events).toHaveCount(6);

  await page.getByText("Event types:").click();
  await page.getByLabel("Alert", { exact: true }).check();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/types=alert/);
  await expect(events).toHaveCount(2);
  await expect(page.getByText("Event types: 1 of")).toBeVisible();

  await page.getByLabel("Jump to a date and time (UTC)").fill(old.toISOString().slice(0, 16));
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(events).toHaveCount(1);
  await expect(page.getByRole("switch", { name: "Live" })).toBeHidden();
  await page.getByRole("button", { name: "Show newer events" }).click();
  await expect(events).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Show newer events" })).toBeHidden();

  await page.getByRole("link", { name: "Show all", exact: true }).click();
  await expect(events).toHaveCount(6);
  await page.goto("/instance/events?types=clone_melted");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("names of event types");
});

test("draws only what is in view, however much is scrolled through", { tag: "@widths" }, async ({
  page,
  instance,
}) => {
  await instance.send(snapshots(450));
  await open(page, instance.id);
  await page.goto("/instance/events");
  const rows = page.getByRole("list", { name: "Events, newest first" }).locator("summary");
  await expect(page.getByText("New events appear at the top.")).toBeVisible();
  const end = page.getByText("This is the oldest event that is kept.");
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    await expect(end).toBeInViewport({ timeout: 250 });
  }).toPass({ timeout: 40_000 });
  expect(await rows.count()).toBeLessThan(80);
});

test("shows events as they come, says so, and leaves the reader where they are", { tag: "@widths" }, async ({
  page,
  instance,
}) => {
  await instance.send(snapshots(120));
  await open(page, instance.id);
  await page.goto("/instance/events");
  await expect(page.getByText("New events appear at the top.")).toBeVisible();
  const rows = page.getByRole("list", { name: "Events, newest first" }).locator("summary");

  await instance.send([{ event_type: "clone_destroyed", event_data: { id: "c1" } }]);
  await expect(rows.first()).toContainText("Clone destroyed");
  await expect(rows.first()).toContainText("new");
  await expect(page.getByRole("status").filter({ hasText: "Clone destroyed at" })).toBeVisible();

  // Further down nothing moves.
  await page.mouse.wheel(0, 1_800);
  // At once: a row that is not drawn just now would be waited for.
  const topOf = (time: string | undefined) =>
    rows.evaluateAll((all, sought) => {
      const row = all.find((one) => one.querySelector("time")?.dateTime === sought);
      return row?.getBoundingClientRect().top ?? Number.NaN;
    }, time);
  let time: string | undefined;
  let top = 0;
  await expect(async () => {
    // The rows were taken over while the wheel turned: what is not there yet cannot be scrolled to.
    if ((await page.evaluate(() => scrollY)) <= 1_500) await page.mouse.wheel(0, 1_800);
    time = await rows.evaluateAll(
      (all) => all.find((row) => row.getBoundingClientRect().top > 300)?.querySelector("time")?.dateTime,
    );
    top = await topOf(time);
    await page.waitForTimeout(300);
    expect(top).toBeGreaterThan(300);
    expect(await topOf(time)).toBe(top);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1_500);
  }).toPass();
  await instance.send([{ event_type: "branch_destroyed", event_data: { name: "b" } }]);
  await expect(page.getByRole("status").filter({ hasText: "Branch destroyed at" })).toBeAttached();
  await expect.poll(async () => Math.abs((await topOf(time)) - top)).toBeLessThan(2);
});

test("stops being live when it is switched off, and catches up when it is on again", async ({
  page,
  instance,
}) => {
  await instance.send(snapshots(2));
  await open(page, instance.id);
  await page.goto("/instance/events");
  const live = page.getByRole("switch", { name: "Live" });
  const rows = page.getByRole("list", { name: "Events, newest first" }).locator("summary");
  await expect(page.getByText("New events appear at the top.")).toBeVisible();
  await live.click();
  await expect(live).toHaveAttribute("aria-checked", "false");
  await expect(page.getByText("New events are not shown.")).toBeVisible();
  await instance.send([alert]);
  await expect(rows).toHaveCount(2);
  await live.click();
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("Alert");
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("looks up, reads, opens and pages", async ({ page, instance }) => {
    await instance.send([...snapshots(60), alert]);
    await page.goto("/instance");
    await page.getByLabel("Instance ID", { exact: true }).fill(instance.id);
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("link", { name: "Events", exact: true }).last().click();
    await expect(page.getByRole("switch")).toBeHidden();
    const rows = page.getByRole("list", { name: "Events, newest first" }).locator("summary");
    await expect(rows).toHaveCount(50);
    await rows.first().click();
    const fields = page.getByRole("list", { name: "Alert, field by field" });
    await expect(fields).toContainText("message: folded to its length");
    await expect(fields).toContainText("event_data.color: left out");
    await page.getByRole("link", { name: "Older events →" }).click();
    await expect(rows).toHaveCount(11);
    await page.getByRole("link", { name: "← Newer events" }).click();
    await expect(rows).toHaveCount(50);
  });
});
