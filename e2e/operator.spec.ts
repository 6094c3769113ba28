import type { Page } from "@playwright/test";
import { readCaptures } from "../lib/catalogue/testing/captures";
import { fleetAliases } from "./support/busyServer";
import { expectReadable } from "./support/expectReadable";
import { testWithOperator as testOn } from "./support/operatorServer";
import { makeSecret, operatorToken, registerWithKey, sendWithKey, signIn } from "./support/roleClient";
import { readServerSentEvents } from "./support/sseReader";
import { testInstanceId } from "./support/statisticEvents";
import { expect, test as sharedTest } from "./support/test";

const secretPattern = /dle[ots]_[\w-]{43}/;

/** How many pages a PDF has. */
const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** Signs the browser in. */
async function open(page: Page, where: string, label: string, token: string): Promise<void> {
  await page.goto(where);
  await page.getByLabel(label).fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const openOperator = (page: Page) => open(page, "/operator", "Operator’s token", operatorToken);

/** The key or token that the open page shows, this once. */
async function shownSecret(page: Page): Promise<string> {
  const figure = page.getByRole("figure").filter({ hasText: secretPattern });
  return ((await figure.locator("pre").textContent()) ?? "").trim();
}

/** Sends everything that captured engines with a key sent, with this key and token. */
async function sendCaptures(url: string, { orgKey, token }: { orgKey: string; token: string }) {
  const statuses: Record<string, number> = {};
  for (const capture of readCaptures()) {
    const names = capture.rawHeaders.filter((_, index) => index % 2 === 0);
    if (
      !names.some((name) => name.toLowerCase() === "org-key") ||
      capture.event.startsWith("rpc/dblab_session")
    ) {
      continue;
    }
    const answer = await fetch(new URL(capture.path, url), {
      method: "POST",
      headers: { "Content-Type": "application/json", "Org-Key": orgKey },
      body: capture.body
        .replaceAll("platform_access_token_example", token)
        .replaceAll("personal_token_example", token),
    });
    const body = await answer.json();
    // An engine takes an answer with one of these for a failure.
    expect({ event: capture.event, failure: `${body.code ?? ""}${body.message ?? ""}` }).toEqual({
      event: capture.event,
      failure: "",
    });
    statuses[capture.event] = answer.status;
  }
  return statuses;
}

sharedTest("without a token /operator says how to set one, and nothing else", async ({ page }) => {
  await page.goto("/operator");
  await expect(page.getByRole("heading", { name: "Switch them on" })).toBeVisible();
  await expect(page.getByText("OPERATOR_TOKEN_SHA256", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in" })).toHaveCount(0);
  await expectReadable(page);
});

testOn("a wrong token opens nothing, and guessing is held up", async ({ page }) => {
  await open(page, "/operator", "Operator’s token", "not the token");
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("That token is not valid.");
  await expectReadable(page);
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await open(page, "/operator", "Operator’s token", `guess ${attempt}`);
  }
  await open(page, "/operator", "Operator’s token", "one guess too many");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Too many wrong tokens.");
  await expect(page.getByRole("heading", { name: "Organizations" })).toHaveCount(0);
  await openOperator(page);
  await expect(page.getByRole("heading", { name: "Organizations" })).toBeVisible();
});

testOn(
  "creates an organization, whose engines work with the old key and the new one",
  async ({ page, server, serial }) => {
    testOn.slow();
    const alias = `globex-${serial}`;
    await openOperator(page);
    await page.getByRole("textbox", { name: "Alias" }).fill(alias);
    await page.getByLabel("Name", { exact: true }).fill("Globex & Sons");
    await page.getByRole("button", { name: "Create" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Globex & Sons");
    await expect(page.getByRole("main").getByRole("status").first()).toHaveText(
      "The organization was created.",
    );

    await page.getByRole("button", { name: "Issue a key" }).click();
    const old = await shownSecret(page);
    expect(old).toMatch(/^dleo_/);
    await expectReadable(page);
    await page.reload();
    await expect(page.getByText(old)).toHaveCount(0);
    expect(page.url()).not.toContain(old.slice(5));

    await page.getByLabel("Name of a new token").fill("Ada");
    await page.getByRole("button", { name: "Issue a token" }).click();
    const token = await shownSecret(page);
    expect(token).toMatch(/^dlet_/);

    const captured = await sendCaptures(server.url, { orgKey: old, token });
    expect(Object.keys(captured)).toContain("rpc/dblab_instance_register");
    expect(new Set(Object.values(captured))).toEqual(new Set([200]));

    await page.getByLabel("Hours the old keys stay valid").fill("2");
    await page.getByRole("button", { name: "Rotate" }).click();
    const fresh = await shownSecret(page);
    expect(fresh).not.toBe(old);
    for (const orgKey of [old, fresh]) {
      expect(new Set(Object.values(await sendCaptures(server.url, { orgKey, token })))).toEqual(
        new Set([200]),
      );
    }

    const keys = page.getByRole("table", { name: "Keys" });
    await expect(keys.getByRole("row")).toHaveCount(3);
    // It says what will happen before it does it.
    const revoke = page.getByRole("button", { name: `Confirm: revoke key …${old.slice(-4)}` });
    await expect(revoke).toBeHidden();
    await page.getByText(`Revoke key …${old.slice(-4)}`, { exact: true }).click();
    await expect(page.getByText("This cannot be undone.").filter({ visible: true })).toBeVisible();
    await revoke.click();
    await expect(page.getByRole("main").getByRole("status").first()).toHaveText("The key has ended.");
    await expect(keys.getByRole("row").filter({ hasText: old.slice(-4) })).toContainText("ended");
    await expect(page.getByRole("table", { name: "Linked instances" }).getByRole("row")).toHaveCount(2);
    await expectReadable(page);
  },
);

testOn(
  "changes plan and billing, unlinks, and says what cannot be done",
  { tag: "@widths" },
  async ({ page, server, serial, organization }) => {
    const number = await registerWithKey(server.url, organization.orgKey, {
      instanceId: testInstanceId(2000 + serial),
      project: "shop",
    });
    await openOperator(page);
    await page.getByRole("link", { name: organization.alias, exact: true }).click();
    await page.getByRole("combobox", { name: "Plan" }).selectOption("enterprise");
    await page.getByRole("button", { name: "Change plan" }).click();
    await expect(page.getByRole("combobox", { name: "Plan" })).toHaveValue("enterprise");
    await page.getByRole("combobox", { name: "Billing" }).selectOption("off");
    await page.getByRole("button", { name: "Change billing" }).click();
    await expect(page.getByRole("combobox", { name: "Billing" })).toHaveValue("off");
    await page.getByLabel("Privileged until").fill("2027-01-31");
    await page.getByRole("button", { name: "Change the day" }).click();
    await expect(page.getByLabel("Privileged until")).toHaveValue("2027-01-31");

    await page.getByRole("textbox", { name: "Number of an instance" }).fill("999999");
    await page.getByLabel(/^The organization no longer sees/).check();
    await page.getByRole("button", { name: "Unlink" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("no instance with this number");
    await page.getByRole("textbox", { name: "Number of an instance" }).fill(String(number));
    await page.getByLabel(/^The organization no longer sees/).check();
    await page.getByRole("button", { name: "Unlink" }).click();
    await expect(page.getByText("No instance is linked yet.", { exact: false })).toBeVisible();

    // One that cannot send a key, such as from AWS Marketplace.
    const claimed = page.getByRole("textbox", { name: /^Instance ID/ });
    await claimed.fill("mine");
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("An instance ID has 20 characters");
    await claimed.fill(testInstanceId(2000 + serial));
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await expect(page.getByRole("table", { name: "Linked instances" }).getByRole("row")).toHaveCount(2);
    expect(await page.content()).not.toContain(testInstanceId(2000 + serial));
  },
);

testOn(
  "support sees nothing without a grant, what was granted with one, and nothing after it",
  async ({ page, server, serial, organization, client: ada }) => {
    testOn.slow();
    const instanceId = testInstanceId(2000 + serial);
    const number = await registerWithKey(server.url, organization.orgKey, { instanceId, project: "shop" });
    const event = { instance_id: instanceId, event_type: "clone_reset" };
    const data = (dsa_diff: number) => ({ id: "clone-1", cloning_time: 1.5, dsa_diff });
    await sendWithKey(server.url, organization.orgKey, { ...event, event_data: data(123_454_321) });

    // The operator adds a member; the token is shown once.
    const name = `Grace ${serial}`;
    await openOperator(page);
    await page.getByLabel("Name of a new member").fill(name);
    await page.getByRole("button", { name: "Add" }).click();
    const supportToken = await shownSecret(page);
    expect(supportToken).toMatch(/^dles_/);
    await expectReadable(page);

    await open(page, "/support", "Support token", supportToken);
    await expect(page.getByRole("main")).not.toContainText(organization.name);
    expect((await page.goto(`/support/instances/${organization.alias}.${number}`))?.status()).toBe(404);
    await expect(page.getByText(instanceId)).toHaveCount(0);

    await signIn(ada, "/org", organization.token);
    const reason = "clones are slow since Monday";
    await ada.post("/org/support/grant", { instance: String(number), reason, length: "2", unit: "hours" });
    await page.goto("/support");
    const row = page.getByRole("row").filter({ hasText: organization.name });
    await expect(row).toContainText(reason);
    await expectReadable(page);
    await row.getByRole("link", { name: `Instance ${number}` }).click();
    await expect(page.getByText(instanceId)).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Instance" }).getByRole("link")).toHaveText([
      "Now",
      "Events",
      "Statistics",
    ]);
    await expectReadable(page);
    await page.getByRole("navigation", { name: "Instance" }).getByRole("link", { name: "Events" }).click();
    await expect(page.getByRole("list", { name: "Events, newest first" }).locator("summary")).toHaveCount(1);
    await expectReadable(page);
    await page
      .getByRole("navigation", { name: "Instance" })
      .getByRole("link", { name: "Statistics" })
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectReadable(page);
    for (const path of ["data", "export/ndjson", "erase", "undo"]) {
      expect(
        (await page.request.get(`/support/instances/${organization.alias}.${number}/${path}`)).status(),
      ).toBe(404);
    }

    const grace = ada.fork("10.9.9.9");
    await signIn(grace, "/support", supportToken);
    expect((await grace.get(`/support/instances/${organization.alias}.${number}/timeline.json`)).status).toBe(
      200,
    );
    const live = await grace.get(`/support/instances/${organization.alias}.${number}/live`);
    const stream = readServerSentEvents(live);
    await sendWithKey(server.url, organization.orgKey, { ...event, event_data: data(543_212_345) });
    const first = await stream.next();
    expect(first.value?.data).toMatchObject({ event_data: { dsa_diff: 543_212_345 } });

    const [, grantId = ""] =
      /name="id" value="([0-9a-f-]{36})"/.exec(await (await ada.get("/org/support")).text()) ?? [];
    await ada.post("/org/support/revoke", { id: grantId });
    // Ends by itself, within seconds.
    expect((await stream.next()).done).toBe(true);
    expect((await page.goto(`/support/instances/${organization.alias}.${number}/events`))?.status()).toBe(
      404,
    );
    await expect(page.getByText("123,454,321")).toHaveCount(0);
    await page.goto("/support");
    await expect(page.getByRole("main")).not.toContainText(organization.name);

    const log = (await (await ada.get("/org/audit.ndjson")).text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter(({ action }) => action === "support looked");
    // The pages as often as the browser asked for them, each look with its grant.
    expect(new Set(log.map(({ actor, subject, grant_id }) => `${actor} ${subject} ${grant_id}`))).toEqual(
      new Set(
        ["Now", "Events", "Statistics", "live events", "a page of events"].map(
          (view) => `support ${name} instance ${number}: ${view} ${grantId}`,
        ),
      ),
    );
  },
);

testOn("the operator reads how the service is and what to do, and nobody else does", async ({ page }) => {
  await page.goto("/operator/health");
  await expect(page.getByRole("heading", { level: 1, name: "Health" })).toHaveCount(0);
  await openOperator(page);
  await page.getByRole("main").getByRole("link", { name: "Health" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Health" })).toBeVisible();
  await expect(page.getByText(/\d+ checks(, all well|: )/)).toBeVisible();
  const checks = page.getByRole("table", { name: "Checks, the worst first" });
  await expect(checks.getByRole("row", { name: /^Clock/ })).toContainText("Agrees");
  await expect(page.getByRole("table", { name: "Leases of jobs" }).getByRole("row")).not.toHaveCount(0);
  await expectReadable(page);
});

testOn("bills a month: a page for forty instances, a statement, and what all used", async ({ page }) => {
  testOn.slow();
  await openOperator(page);
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2)).toISOString().slice(0, 7);
  for (const [index, alias] of fleetAliases.entries()) {
    const base = `/operator/organizations/${alias}/usage`;
    await page.goto(`${base}?month=${month}`);
    // The job closes the month a moment after the start.
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("link", { name: new RegExp(`^${alias}-0001`) }).first()).toBeVisible({
        timeout: 1_000,
      });
    }).toPass();
    const instances = 40 * (index + 1);
    await expect(page.getByText("Reports came late")).toHaveCount(0);
    await expect(page.getByRole("row", { name: /^Instance \d+ / })).toHaveCount(instances);
    await expect(page.getByRole("row", { name: new RegExp(`^Total ${instances} instances`) })).toContainText(
      `${160 * (index + 1)}`,
    );
    expect(pagesOf(await page.pdf({ format: "A4" })), alias).toBe(index + 1);
    await page
      .getByRole("link", { name: new RegExp(`^${alias}-0001`) })
      .first()
      .click();
    await expect(page.getByText(`Statement ${alias}-0001`)).toBeVisible();
  }
  await expectReadable(page);
  await page.getByLabel("Why").fill("reports that came late");
  await page.getByRole("button", { name: "Make a correction" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("there is nothing to correct");
  await page.goto(`/operator/usage?month=${month}&organizations=${fleetAliases[0]}`);
  const row = page.getByRole("table", { name: /by organization$/ }).getByRole("row");
  await expect(row.filter({ hasText: `${fleetAliases[1]}-0001` })).toContainText("silent");
  await expectReadable(page);
});

testOn("shows how often each job runs, whether under a lease, and how it went", async ({ page }) => {
  await openOperator(page);
  const jobs = page.getByRole("table", { name: "Jobs" });
  const time = String.raw`\d+ \w+ \d{4}, \d\d:\d\d UTC`;
  const fine = (name: string, lease: string) =>
    jobs.getByRole("row", { name: new RegExp(`^${name} \\d+ \\w+ ${lease} ${time} (${time}|now) none$`) });
  await expect(async () => {
    await page.reload();
    for (const [name, lease] of [
      ["statistics", "yes"],
      ["keys", "no"],
    ] as const) {
      await expect(fine(name, lease)).toBeVisible({ timeout: 1_000 });
    }
  }).toPass();
  await expectReadable(page);
});

testOn("says how everything is that can be wrong, and what to do about it", async ({ page }) => {
  await openOperator(page);
  await page.getByRole("link", { name: "Health", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Health");
  const checks = page.getByRole("table", { name: /^Checks/ });
  for (const what of ["Receiving", "Spool", "Roll-ups", "Disk", "Database: errors", "Clock", "Schema"])
    await expect(checks.getByRole("row", { name: new RegExp(`^${what}\\b`) })).toBeVisible();
  await expect(checks.getByRole("row", { name: /^Receiving well Receiving normally/ })).toBeVisible();
  await expect(checks.getByRole("row", { name: /^Schema well \d+ migrations/ })).toBeVisible();
  // A service that was just started, or a slow machine, may have something to look at: then it says what to do.
  for (const row of await checks
    .getByRole("row")
    .filter({ hasText: /look at it|act now/ })
    .all())
    await expect(row.getByRole("link")).toHaveAttribute("href", /^\/docs\/runbook#/);
  await expect(page.getByRole("table", { name: "Leases of jobs" }).getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("table", { name: "Version of this process" })).toContainText(
    process.versions.node,
  );
  await expectReadable(page);
  await page.emulateMedia({ media: "print" });
  await expect(checks).toBeVisible();
  expect(pagesOf(await page.pdf({ format: "A4" }))).toBeLessThanOrEqual(4);
});

testOn("a removed member is out at once", async ({ page, operator, serial }) => {
  const name = `Joan ${serial}`;
  const token = await makeSecret(operator, "/operator/support/add", { name });
  await open(page, "/support", "Support token", token);
  await expect(page.getByText(`Signed in as ${name}.`, { exact: false })).toBeVisible();
  const html = await (await operator.get("/operator")).text();
  const [, id = ""] = new RegExp(`${name}.*?name="id" value="([0-9a-f-]{36})"`, "s").exec(html) ?? [];
  await operator.post("/operator/support/remove", { id });
  await page.reload();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
});

testOn("pages of the operator and of support are kept by nobody", async ({ request }) => {
  for (const path of ["/operator", "/support", "/operator/organizations/acme", "/support/instances/acme.1"]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["x-robots-tag"]).toBe("noindex, nofollow");
    expect(headers["referrer-policy"]).toBe("same-origin");
  }
});
