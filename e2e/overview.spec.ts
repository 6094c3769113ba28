import { expectReadable } from "./support/expectReadable";
import {
  capturedEventCalls as events,
  expect,
  test as sharedTest,
  testOnEmptyServer as test,
} from "./support/test";

test("an empty database tells how to begin, and becomes the overview when real events arrive", async ({
  page,
}) => {
  // Every captured event, one request after another.
  test.slow();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ready, and waiting for the first event");

  for (const capture of events) {
    const answer = await page.request.post(capture.path, { data: capture.body });
    expect(answer.status()).toBe(200);
  }
  const refused = await page.request.post("/api/rpc/telemetry_event", {
    data: { instance_id: "c6vq1tqs0qtc73dlqkpg", event_type: "clone_melted", event_data: {} },
  });
  expect(refused.status()).toBe(400);

  // Nobody reloads: the page is live.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How DBLab Engine is used");
  const figure = (label: string) =>
    page.locator("dl > div").filter({ hasText: label }).getByRole("definition");
  await expect(figure("Events received").first()).toHaveText(String(events.length));
  await expect(figure("Events received").last()).toHaveText(
    `in 28 days; ${events.length} events today, ${events.length} events in all`,
  );
  await expect(figure("Active instances").first()).toHaveText("1");
  await expect(figure("Median clone time").first()).toHaveText(/^[\d.]+\s(ms|s)$/);

  // The headline charts have their sentence, their drawing and the way to their page.
  const chart = page.getByRole("figure", { name: /ZFS/ });
  // Open periods are counted again after nineteen times as long as it took, which on a busy machine is a while.
  await expect(chart.getByRole("img").locator("visible=true")).toHaveCount(1, { timeout: 90_000 });
  await expect(chart.getByRole("link")).toHaveAttribute("href", "/statistics/file-systems");
  await expect(page.getByText(/^The week of .* closes on .*, 00:00 UTC/)).toBeVisible();

  await page.getByText("The numbers as a table").click();
  const today = page
    .getByRole("table", { name: /Events per day/ })
    .getByRole("row")
    .nth(1);
  await expect(today.getByRole("cell").first()).toHaveText(String(events.length));

  // What was refused stands in one place.
  await expect(page.getByText("clone_melted")).toHaveCount(0);
  await page.goto("/status");
  await expect(page.getByRole("row", { name: /unknown_event_type/ })).toContainText("clone_melted");
});

test("the curl line of the first page works as it stands", async ({ page }) => {
  await page.goto("/");
  const command = (await page.locator("pre", { hasText: "curl" }).first().textContent()) ?? "";
  const url = /^curl -i (\S+)/.exec(command)?.[1] ?? "";
  const body = / -d '(.*)'$/s.exec(command)?.[1] ?? "";
  const answer = await page.request.post(url, { data: body });
  expect(await answer.json()).toEqual({});
  await expect(page.getByText("1 event of the documentation’s example instances")).toBeVisible();
});

sharedTest("is readable when figures are there", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("figure", { name: /ZFS/ })).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await expectReadable(page);
});
