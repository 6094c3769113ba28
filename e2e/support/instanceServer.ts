import { expect, type Page } from "@playwright/test";
import { readEventCaptures } from "../../lib/catalogue/testing/captures";
import { testOnBusyServer } from "./busyServer";
import { sendEvents, testInstanceId } from "./statisticEvents";

/** An event as a sender gives it. */
export interface SentEvent {
  readonly event_type: string;
  readonly event_data: Readonly<Record<string, unknown>>;
  /** ISO 8601; the time of receipt where it is missing. */
  readonly event_time?: string;
}

/** An instance of a test's own. */
export interface TestInstance {
  readonly id: string;
  /** Sends events of this instance. */
  send(events: readonly SentEvent[]): Promise<void>;
}

/** Playwright's test with an instance of its own. */
export const testWithInstance = testOnBusyServer.extend<{ instance: TestInstance }>({
  instance: async ({ server, serial }, use) => {
    const id = testInstanceId(1000 + serial);
    await use({
      id,
      send: (events) =>
        sendEvents(
          server.url,
          events.map((event) => ({ instance_id: id, ...event })),
        ),
    });
  },
});

/** The events of a captured engine, oldest first, each a minute after the one before and the last one just now. */
export function capturedEvents(version: string): SentEvent[] {
  const captures = readEventCaptures().filter((capture) => capture.version === version);
  return captures.map(({ body }, index) => {
    const { event_type, event_data } = JSON.parse(body);
    const event_time = new Date(Date.now() - (captures.length - index) * 60_000).toISOString();
    return { event_type, event_data, event_time };
  });
}

/** Looks an ID up by the form of `/instance`. What the browser would refuse to send is sent all the same. */
export async function lookUp(page: Page, id: string): Promise<void> {
  await page.goto("/instance");
  const field = page.getByLabel("Instance ID", { exact: true });
  await field.fill(id);
  await field.evaluate((input: HTMLInputElement) => {
    if (input.form !== null) input.form.noValidate = true;
  });
  const answered = page.waitForResponse(
    (response) => response.request().method() === "GET" && /\/instance(\?|$)/.test(response.url()),
  );
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await answered;
}

/** Looks up an instance that is there. */
export async function open(page: Page, id: string): Promise<void> {
  await lookUp(page, id);
  await expect(page.getByRole("navigation", { name: "Instance" })).toBeVisible();
}
