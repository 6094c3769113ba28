import { expect, type Page } from "@playwright/test";
import { readEventCaptures } from "../../lib/catalogue/testing/captures";
import { type RunningServer, startServer, temporaryFolder } from "./server";
import { sendEvents, testInstanceId } from "./statisticEvents";
import { test } from "./test";

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

let clients = 0;

/**
 * Playwright's test on a server of the worker's own, for tests that change something. Each test is a client of its own
 * there, since failed look-ups are limited by client, and has an instance of its own.
 */
export const testWithInstance = test.extend<{ instance: TestInstance }, { server: RunningServer }>({
  server: [
    async ({}, use) => {
      const folder = temporaryFolder("instances");
      const server = await startServer({ DATA_DIR: folder.path, TRUSTED_PROXIES: "1" });
      await use(server);
      await server.stop();
      folder.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  extraHTTPHeaders: async ({}, use) => {
    clients += 1;
    await use({ "X-Forwarded-For": `10.0.${Math.floor(clients / 250)}.${(clients % 250) + 1}` });
  },
  instance: async ({ server }, use) => {
    const id = testInstanceId(1000 + clients);
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
