import type { Page } from "@playwright/test";
import { exampleInstanceIds } from "../lib/catalogue";
import { cookies } from "../lib/http/cookies";
import { expectReadable } from "./support/expectReadable";
import { capturedEvents, lookUp, open, testWithInstance as test } from "./support/instanceServer";
import { testInstanceId } from "./support/statisticEvents";
import { expect } from "./support/test";

// The first test of a worker waits for a server of its own.
test.describe.configure({ timeout: 90_000 });

const absentWords = "Nothing is open under this ID.";
const mainText = async (page: Page) => (await page.getByRole("main").textContent()) ?? "";

test.describe("looking up", () => {
  test("opens an instance by its ID, which is in no address and no referrer", { tag: "@widths" }, async ({
    page,
    instance,
  }) => {
    const requests: { url: string; referer: string | undefined }[] = [];
    page.on("request", (request) =>
      requests.push({ url: request.url(), referer: request.headers().referer }),
    );
    await instance.send(capturedEvents("v4.1.3"));
    await open(page, instance.id);
    await expect(page).toHaveURL(/\/instance$/);
    await expect(page.getByRole("figure", { name: "Instance ID" })).toContainText(instance.id);
    await page.getByRole("link", { name: "Events", exact: true }).last().click();
    await expect(page).toHaveURL(/\/instance\/events$/);
    await expect(page.getByText("New events appear at the top.")).toBeVisible();
    expect(requests.length).toBeGreaterThan(5);
    for (const { url, referer } of requests) {
      expect(url).not.toContain(instance.id);
      expect(referer ?? "").not.toContain(instance.id);
    }
  });

  test("says the same of unknown, malformed and erased IDs", async ({ page, instance }) => {
    const texts: string[] = [];
    for (const id of [testInstanceId(999_999), "not an ID", instance.id]) {
      if (id === instance.id) {
        await instance.send([{ event_type: "snapshot_created", event_data: {} }]);
        const erased = await page.request.post("/api/v1/instance/erasure", {
          headers: { Authorization: `Bearer ${id}` },
          data: { confirm: id },
        });
        expect(erased.status()).toBe(202);
      }
      await lookUp(page, id);
      await expect(page.getByRole("heading", { name: absentWords })).toBeVisible();
      await expect(page.getByText("Listening. The page opens with the first event.")).toBeVisible();
      texts.push(await mainText(page));
    }
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).not.toContain(instance.id);
  });

  test("says for how long to wait after too many wrong IDs", async ({ page, instance }) => {
    for (const wrong of [1, 2, 3, 4, 5]) {
      await lookUp(page, testInstanceId(900_000 + wrong));
      await expect(page.getByRole("heading", { name: absentWords })).toBeVisible();
    }
    await lookUp(page, testInstanceId(900_006));
    await expect(page.getByRole("main").getByRole("alert")).toHaveText(
      /^Too many look-ups found nothing\. Try again in \d+ seconds?\.$/,
    );
    await expect(page.getByRole("heading", { name: absentWords })).toBeHidden();
    expect(await mainText(page)).not.toContain(instance.id);
  });

  test("opens the public example for anybody, and marks it", async ({ page }) => {
    await page.goto("/instance");
    await page.getByRole("button", { name: "Open the public example instance" }).click();
    await expect(page.getByText("A public example.")).toBeVisible();
    await expect(page.getByRole("figure", { name: "Instance ID" })).toContainText(exampleInstanceIds[0]);
    await page.getByRole("link", { name: "Data & erasure" }).click();
    await expect(page.getByText("The example instance cannot be erased")).toBeVisible();
    await expect(page.getByRole("button", { name: "Erase this instance" })).toBeHidden();
  });

  test("waits for the first event of an unknown ID, and opens by itself", async ({ page, instance }) => {
    await lookUp(page, instance.id);
    await expect(page.getByText("Listening. The page opens with the first event.")).toBeVisible();
    await instance.send([{ event_type: "snapshot_created", event_data: {} }]);
    await expect(page.getByRole("navigation", { name: "Instance" })).toBeVisible();
    await expect(page.getByRole("figure", { name: "Instance ID" })).toContainText(instance.id);
  });

  test("copies a command exactly", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/instance");
    await page.getByRole("figure", { name: "Shell: Log" }).getByRole("button", { name: "Copy" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe("docker logs dblab_server 2>&1 | grep 'Database Lab Instance ID:'\n");
  });

  test("closes: the session is gone, and pages about an instance lead to the form", async ({
    page,
    context,
    instance,
  }) => {
    await instance.send([{ event_type: "snapshot_created", event_data: {} }]);
    await open(page, instance.id);
    const session = async () => (await context.cookies()).find(({ name }) => name === cookies.instance.name);
    const cookie = await session();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/instance" });
    expect(cookie?.value).not.toContain(instance.id);
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByLabel("Instance ID", { exact: true })).toBeVisible();
    expect(await session()).toBeUndefined();
    for (const path of ["/instance/events", "/instance/statistics", "/instance/data"]) {
      await page.goto(path);
      await expect(page).toHaveURL(/\/instance$/);
    }
    expect((await page.request.get("/instance/timeline.json")).status()).not.toBe(200);
  });
});

test.describe("now", () => {
  test("says what a captured engine says of itself", async ({ page, instance }) => {
    await instance.send(capturedEvents("v4.1.3").filter(({ event_type }) => event_type !== "engine_stopped"));
    await open(page, instance.id);
    const facts = page.getByRole("main");
    await expect(facts.getByText("Running", { exact: true })).toBeVisible();
    await expect(facts.getByText(/^v4\.1\.3-20260507-0910$/)).toBeVisible();
    await expect(facts.getByRole("link", { name: "What would change if I upgrade" })).toHaveAttribute(
      "href",
      "/events/changes?from=v4.1.3#upgrade",
    );
    await expect(facts.getByText(/^Postgres \d/)).toBeVisible();
    await expect(page.getByRole("table", { name: "Events of this instance by type" })).toContainText(
      "clone_created",
    );
    const chart = page.getByRole("figure", { name: /clones? created and/ });
    await expect(chart.getByRole("img").locator("visible=true")).toHaveCount(1);
    await chart.getByText("The numbers as a table").click();
    await expect(chart.getByRole("table")).toBeVisible();
  });

  test("has words for an instance that never said that it started", async ({ page, instance }) => {
    await instance.send([{ event_type: "clone_destroyed", event_data: { id: "c1" } }]);
    await open(page, instance.id);
    await expect(page.getByText("It never said that it started")).toBeVisible();
  });
});

test("beside the statistics, says how it compares and where it counts", async ({ page, instance }) => {
  await instance.send(capturedEvents("v4.1.3"));
  await open(page, instance.id);
  await page.getByRole("link", { name: "Statistics", exact: true }).last().click();
  await expect(page).toHaveURL(/\/instance\/statistics$/);
  const counted = page.getByRole("table", { name: /how this instance counts/ });
  await expect(
    counted
      .getByRole("row")
      .filter({ has: page.getByRole("link", { name: "Engine versions", exact: true }) }),
  ).toContainText("4.1");
  await counted.getByRole("link", { name: "File systems", exact: true }).click();
  await expect(page).toHaveURL(/\/statistics\/file-systems$/);
});

test.describe("every page about an instance", () => {
  const paths = ["/instance", "/instance/events", "/instance/statistics", "/instance/data"];

  test("is kept by nobody, found by nobody, and told to nobody", async ({ page, instance }) => {
    await instance.send(capturedEvents("v4.1.3"));
    await open(page, instance.id);
    for (const path of [...paths, "/instance/timeline.json", "/instance/export/ndjson"]) {
      const headers = (await page.request.get(path)).headers();
      expect(headers["cache-control"], path).toContain("no-store");
      expect(headers["x-robots-tag"], path).toContain("noindex");
      expect(headers["referrer-policy"], path).toBe("same-origin");
    }
  });

  for (const path of paths) {
    test(`${path} is readable`, async ({ page, instance }) => {
      await instance.send([
        ...capturedEvents("v4.1.3"),
        {
          event_type: "alert",
          event_data: { level: "refresh_failed", message: "Disk of acme", color: "red" },
        },
      ]);
      await open(page, instance.id);
      await page.goto(path);
      if (path.endsWith("events")) {
        await page.locator("summary").filter({ hasText: "1 left out" }).click();
        await expect(page.getByRole("table", { name: "Alert, field by field" })).toBeVisible();
      }
      await expectReadable(page);
    });
  }

  test("and the look-up are readable with and without an ID", async ({ page, instance }) => {
    await page.goto("/instance");
    await expectReadable(page);
    await lookUp(page, instance.id);
    await expect(page.getByText("Listening. The page opens with the first event.")).toBeVisible();
    await expectReadable(page);
  });
});
