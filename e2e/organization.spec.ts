import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "@playwright/test";
import { cookies } from "../lib/http/cookies";
import { expectReadable } from "./support/expectReadable";
import { postForm } from "./support/formToken";
import {
  sendCaptured,
  signIn,
  type TestOrganization,
  testWithOrganization as test,
  trySignIn,
} from "./support/organizationServer";
import { parseCsv } from "./support/statisticFiles";
import { expect } from "./support/test";

const sessionOf = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === cookies.organization.name);
const alert = (page: Page) => page.getByRole("main").getByRole("alert");

/** Opens the pages of one of the organization's instances. */
async function openInstance(page: Page, instanceId: string): Promise<string> {
  await page.goto("/org");
  const row = page.getByRole("row").filter({ hasText: instanceId });
  await row.getByRole("link", { name: /^Instance \d+$/ }).click();
  await expect(page).toHaveURL(/\/org\/instances\/\d+$/);
  return new URL(page.url()).pathname;
}

async function download(page: Page, name: string): Promise<{ name: string; text: string }> {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

async function auditTexts(page: Page): Promise<string[]> {
  await page.goto("/org/audit");
  return page.getByRole("table", { name: "Entries of the audit log" }).getByRole("row").allInnerTexts();
}

test.describe("signing in", () => {
  test("needs a token that is right, and leaves it nowhere", async ({ page, context, organization }) => {
    const urls: string[] = [];
    page.on("request", (request) => urls.push(request.url()));
    await trySignIn(page, `${organization.token.slice(0, -1)}-`);
    await expect(alert(page)).toHaveText("That token is not valid.");
    expect(await sessionOf(context)).toBeUndefined();
    // A key of engines opens no page.
    await trySignIn(page, organization.orgKey);
    await expect(alert(page)).toBeVisible();

    await signIn(page, organization);
    await expect(page).toHaveURL(/\/org$/);
    await expect(page.getByText("Signed in with the token Ada")).toBeVisible();
    const cookie = await sessionOf(context);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/org" });
    for (const text of [...urls, cookie?.value ?? "", await page.content()]) {
      expect(text).not.toContain(organization.token.slice(5));
    }
    expect((await auditTexts(page)).join()).toContain("Somebody signed in with an access token");
  });

  test("is limited", async ({ page, organization }) => {
    for (const wrong of [1, 2, 3, 4, 5]) {
      await trySignIn(page, `dlet_wrong_${wrong}`);
      await expect(alert(page)).toHaveText("That token is not valid.");
    }
    await trySignIn(page, "dlet_wrong_6");
    await expect(alert(page)).toHaveText(/^Too many wrong tokens\. Try again in \d+ seconds?\.$/);
    // Nobody is locked out by who guesses: a right token always opens.
    await signIn(page, organization);
  });

  test("ends with signing out, and pages lead to the form", async ({ page, context, organization }) => {
    await signIn(page, organization);
    const base = await openInstance(page, organization.billedId);
    await page.goto("/org");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByLabel("Access token")).toBeVisible();
    expect(await sessionOf(context)).toBeUndefined();
    for (const path of ["/org/usage", "/org/support", "/org/audit", "/org/tokens", base, `${base}/events`]) {
      await page.goto(path);
      await expect(page, path).toHaveURL(/\/org$/);
    }
    for (const path of ["/org/usage.csv", "/org/audit.ndjson", "/org/audit.csv", `${base}/timeline.json`]) {
      expect((await page.request.get(path)).ok(), path).toBe(false);
    }
  });
});

test.describe("an instance", () => {
  test("of a captured Standard Edition engine has everything, under the organization only", async ({
    page,
    baseURL,
    organization,
    other,
  }) => {
    await sendCaptured(baseURL ?? "", organization);
    await signIn(page, organization);
    const row = page.getByRole("row").filter({ hasText: organization.instanceId });
    await expect(row).toContainText("acme & co <staging>");
    await expect(row).toContainText("running");
    const base = await openInstance(page, organization.instanceId);
    await expect(page.getByText(/^v4\.1\.3-20260507-0910$/)).toBeVisible();
    await expect(page.getByRole("main").getByText("Standard", { exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { name: /^8 vCPU-hours so far in/ })).toBeVisible();

    await page.getByRole("link", { name: "Events", exact: true }).last().click();
    await expect(page).toHaveURL(`${base}/events`);
    await expect(page.getByText("New events appear at the top.")).toBeVisible();
    await fetch(`${baseURL}/api/rpc/telemetry_event`, {
      method: "POST",
      headers: { "Org-Key": organization.orgKey },
      body: JSON.stringify({
        instance_id: organization.instanceId,
        event_type: "snapshot_created",
        event_data: {},
      }),
    });
    await expect(
      page.getByRole("list", { name: "Events, newest first" }).getByText("Snapshot created"),
    ).toBeVisible();
    await page.getByRole("link", { name: "Statistics", exact: true }).last().click();
    await expect(page).toHaveURL(`${base}/statistics`);
    await page.getByRole("link", { name: "Data & erasure" }).click();
    const { text } = await download(page, "NDJSON");
    expect(text).toContain(organization.instanceId);
    expect(text.match(/"kind":"event"/g)?.length).toBeGreaterThan(3);

    // Its ID alone opens nothing.
    const byId = await page.request.get("/api/v1/instance", {
      headers: { Authorization: `Bearer ${organization.instanceId}` },
    });
    expect(byId.status()).toBe(404);
    // Nor does another organization.
    await page.goto("/org");
    await page.getByRole("button", { name: "Sign out" }).click();
    await signIn(page, other);
    expect(await page.content()).not.toContain(organization.instanceId);
    for (const path of ["", "/events", "/statistics", "/data", "/timeline.json", "/live", "/export/ndjson"]) {
      const answer = await page.request.get(base + path);
      expect(answer.status(), path).toBe(404);
      expect(await answer.text(), path).not.toContain(organization.instanceId);
    }
    for (const path of ["/erase", "/undo"]) {
      const answer = await postForm(page.request, new URL(base + path, page.url()), {
        form: { confirm: organization.instanceId },
      });
      expect(answer.headers().location, path).toBe("/org");
    }
    await page.goto("/org");
    await page.getByRole("button", { name: "Sign out" }).click();
    await signIn(page, organization);
    await page.goto(base);
    await expect(page.getByRole("navigation", { name: "Instance" })).toBeVisible();
  });

  test("is erased and brought back; billing keeps its usage, and the log says it", async ({
    page,
    baseURL,
    organization,
  }) => {
    await sendCaptured(baseURL ?? "", organization);
    await signIn(page, organization);
    const base = await openInstance(page, organization.instanceId);
    await page.goto(`${base}/data`);
    await expect(page.getByText("Its hourly usage reports")).toBeVisible();
    await expect(page.getByText("for 3,650 days")).toBeVisible();
    const confirm = page.getByLabel("Type the instance ID to confirm");
    await confirm.fill(organization.billedId);
    await page.getByRole("button", { name: "Erase this instance" }).click();
    await expect(alert(page)).toHaveText("That is not the ID of this instance. Nothing was erased.");
    await confirm.fill(organization.instanceId);
    await page.getByRole("button", { name: "Erase this instance" }).click();

    await expect(page).toHaveURL(base);
    await expect(page.getByRole("region", { name: "Erased", exact: true })).toBeVisible();
    await expect(page.getByRole("heading", { name: /^8 vCPU-hours so far in/ })).toBeVisible();
    await expectReadable(page);
    await page.goto(`${base}/events`);
    await expect(page).toHaveURL(base);
    expect((await page.request.get(`${base}/export/ndjson`)).status()).toBe(404);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("navigation", { name: "Instance" })).toBeVisible();
    const log = (await auditTexts(page)).join();
    expect(log).toContain("An instance's events were erased");
    expect(log).toContain("An erasure was undone");
  });

  test("from which nothing came yet has its usage all the same", async ({ page, organization }) => {
    await signIn(page, organization);
    await openInstance(page, organization.billedId);
    await expect(page.getByText("No event is stored of it")).toBeVisible();
    await expect(page.getByRole("heading", { name: /^16 vCPU-hours in/ })).toBeVisible();
    await expectReadable(page);
  });
});

test("usage is in charts, a table and a file that say the same", { tag: "@widths" }, async ({
  page,
  baseURL,
  organization,
}) => {
  await sendCaptured(baseURL ?? "", organization);
  await signIn(page, organization);
  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^16 vCPU-hours in/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^16 memory GiB-hours in/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^32 data GiB-hours in/ })).toBeVisible();
  const table = page.getByRole("table", { name: "Usage by month and instance" });
  await expect(table.getByRole("row")).toHaveCount(3);

  const { name, text } = await download(page, "CSV");
  expect(name).toMatch(new RegExp(`^usage_${organization.alias}_\\d{4}-\\d\\d_\\d{4}-\\d\\d\\.csv$`));
  expect(text).toMatch(/^# Usage of /);
  expect(text).toContain("an hour without a report counts nothing");
  const [current, billed] = parseCsv(text);
  expect(current).toMatchObject({
    instance_id: organization.instanceId,
    hours_reported: "1",
    vcpu_hours: "8",
    data_peak_bytes: "734003200123",
  });
  expect(billed).toMatchObject({
    instance_id: organization.billedId,
    project: "'=SUM(1,2) billing",
    hours_reported: "2",
    vcpu_hours: "16",
    memory_gib_hours: "16",
    data_gib_hours: "32",
  });

  await page.getByLabel("Months").selectOption("This month");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\?months=1$/);
  await expect(table.getByRole("row")).toHaveCount(2);
  expect(parseCsv((await download(page, "CSV")).text)).toHaveLength(1);
  expect((await page.request.get("/org/usage.csv?months=1e3")).status()).toBe(400);
});

test("a single month says the same on the page and in its files, and is printed", { tag: "@widths" }, async ({
  page,
  organization,
}) => {
  await signIn(page, organization);
  await page.goto("/org/usage");
  await page.getByRole("button", { name: "Open the month" }).click();
  await expect(page).toHaveURL(/\/org\/usage\?month=\d{4}-\d\d$/);
  const total = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Total" }) });
  const cells = await total.getByRole("cell").allInnerTexts();
  expect(cells).toEqual([
    "1 instance",
    "2",
    expect.stringMatching(/^\d+ h$/),
    "16",
    "16.000",
    "32.000",
    "16.000",
  ]);
  const { name, text } = await download(page, "CSV");
  expect(name).toMatch(new RegExp(`^usage_${organization.alias}_\\d{4}-\\d\\d\\.csv$`));
  const sum = parseCsv(text).find(({ row }) => row === "total");
  expect(sum).toMatchObject({ hours_reported: "2", vcpu_hours: "16", memory_gib_hours: "16.000" });
  const json = JSON.parse((await download(page, "JSON")).text);
  expect(json.total).toMatchObject({ vcpu_hours: "16", data_gib_hours: "32.000", peak_data_gib: "16.000" });
  expect(`${json.total.hours_not_reported} h`).toBe(cells[2]);
  expect(text + JSON.stringify(json)).not.toContain(organization.billedId);
  await expectReadable(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("link", { name: "CSV", exact: true })).toBeHidden();
  await expect(total).toBeVisible();
  expect((await page.request.get("/org/usage.csv?month=2026-13")).status()).toBe(400);
  expect((await page.goto("/org/usage?statement=999"))?.status()).toBe(404);
});

test("webhooks are signed with what is shown once, tested, and removed", { tag: "@widths" }, async ({
  page,
  organization,
}) => {
  await signIn(page, organization);
  await page.getByRole("link", { name: "Webhooks", exact: true }).click();
  await page.getByLabel("Address").fill("https://a:b@hooks.example.org/");
  await page.getByRole("button", { name: "Add the webhook" }).click();
  await expect(alert(page)).toContainText("must begin with https://");
  // Refused when it is sent to: the installation lets them go to the Internet alone.
  await page.getByLabel("Address").fill("https://127.0.0.1:9/a-secret");
  await page.getByRole("button", { name: "Add the webhook" }).click();
  const secret = page.getByRole("figure").filter({ hasText: /whsec_[\w+/]{43}=/ });
  await expect(secret).toBeVisible();
  await expectReadable(page);
  await page.reload();
  await expect(secret).toBeHidden();
  await page.getByRole("button", { name: "Send a test to 127.0.0.1:9" }).click();
  const row = page.getByRole("table", { name: "Deliveries" }).getByRole("row").filter({ hasText: "test" });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("leads to this machine or a private network", { timeout: 1_000 });
  }).toPass();
  await expectReadable(page);
  expect(await page.content()).not.toContain("a-secret");
  await page.getByRole("button", { name: "Remove the webhook to 127.0.0.1:9" }).click();
  await expect(page.getByText("No webhook yet.")).toBeVisible();
  expect((await auditTexts(page)).join()).toContain("A webhook was tested");
});

test("support is let in, and shut out again", async ({ page, baseURL, organization, other }) => {
  await sendCaptured(baseURL ?? "", organization);
  await signIn(page, organization);
  await page.getByRole("link", { name: "Support", exact: true }).click();
  await expect(page.getByText("No grant is active.")).toBeVisible();
  const grant = page.getByRole("button", { name: "Grant access" });
  await page.getByLabel(/^Why:/).fill("Clones are slow since Monday");
  await grant.click();
  await expect(alert(page)).toHaveText("Choose at least one instance. Nothing was granted.");

  await page.getByLabel(new RegExp(organization.instanceId)).check();
  await page.getByLabel(/^Why:/).fill("Clones are slow since Monday");
  await page.getByLabel("For how long").fill("2");
  await page.getByLabel("In", { exact: true }).selectOption("days");
  await grant.click();
  const active = page.getByRole("table", { name: "Active grants" });
  await expect(active).toContainText("Clones are slow since Monday");
  await expect(active).toContainText("by token Ada");
  const granted = await active.getByRole("row").last().getAttribute("id");

  // Another organization can neither see it nor take it back.
  const elsewhere = await page
    .context()
    .browser()
    ?.newContext({ baseURL: baseURL ?? "" });
  const theirs = await elsewhere?.newPage();
  if (theirs === undefined) throw new Error("no second browser");
  await signIn(theirs, other);
  await theirs.goto("/org/support");
  await expect(theirs.getByText("No grant is active.")).toBeVisible();
  const refused = await postForm(theirs.request, new URL("/org/support/revoke", theirs.url()), {
    form: { id: granted?.replace("grant-", "") ?? "" },
  });
  expect(refused.headers().location).toMatch(/problem=no-grant$/);
  await elsewhere?.close();
  await page.reload();
  await expect(active).toBeVisible();

  await active.locator("summary").click();
  await active.getByRole("button", { name: /^Confirm: revoke access/ }).click();
  await expect(page.getByText("No grant is active.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Grants that are over" })).toContainText("revoked");
  const log = await auditTexts(page);
  expect(log.join()).toContain("Access of support was taken back");
  await page.getByRole("row").filter({ hasText: "Support was given access" }).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/org/support#${granted}$`));
});

test("the audit log is whole, paged, and checked with the file alone", async ({ page, organization }) => {
  await signIn(page, organization);
  const instance = await numberOf(page, organization);
  for (let times = 0; times < 50; times += 1) {
    await postForm(page.request, new URL("/org/support/grant", page.url()), {
      form: { instance, reason: `reason ${times}`, length: "1" },
    });
  }
  await page.goto("/org/audit");
  await expect(
    page.getByText(/^(The hashes of \d+ entries fit one another|Entries 1 to \d+ are as they were signed)/),
  ).toBeVisible();
  const table = page.getByRole("table", { name: "Entries of the audit log" });
  await expect(table.getByRole("row")).toHaveCount(51);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(table).toContainText("The organization was created");
  await expect(page.getByRole("link", { name: "Older" })).toBeHidden();

  const { name, text } = await download(page, "NDJSON");
  expect(name).toMatch(new RegExp(`^audit_${organization.alias}_\\d{4}-\\d\\d-\\d\\d\\.ndjson$`));
  const [manifest, ...rest] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const entries = rest.filter(({ kind }) => kind === "entry");
  expect(entries.length).toBe(manifest.entries);
  let previous = "0".repeat(64);
  for (const { number, at, actor, action, subject, grant_id, hash } of entries) {
    const hashed = [manifest.organization_id, number, at, actor, action, subject, grant_id, previous];
    expect(createHash("sha256").update(JSON.stringify(hashed)).digest("hex")).toBe(hash);
    previous = hash;
  }
  const csv = await download(page, "CSV");
  expect(parseCsv(csv.text).map(({ hash }) => hash)).toEqual(entries.map(({ hash }) => hash));
});

async function numberOf(page: Page, { billedId }: TestOrganization): Promise<string> {
  await page.goto("/org");
  const row = page.getByRole("row").filter({ hasText: billedId });
  return ((await row.getByRole("link").textContent()) ?? "").replace(/\D+/, "");
}

test("an email address is asked for with its purpose, told to engines, and erased", async ({
  page,
  organization,
  request,
  server,
}) => {
  await signIn(page, organization);
  await page.getByRole("link", { name: "Tokens", exact: true }).click();
  await page.getByLabel(/^Name:/).fill("Grace");
  const email = page.getByRole("textbox", { name: /^Email address/ });
  await expect(email).toHaveAccessibleDescription(
    /^For one purpose: engines that check the token are told it/,
  );
  await email.fill("grace@example.org");
  await page.getByRole("button", { name: "Issue", exact: true }).click();
  const shown = page.getByRole("figure", { name: /^Access token Grace/ });
  const token = ((await shown.locator("pre").textContent()) ?? "").trim();
  const told = async () => (await request.post("/api/rpc/dblab_token_check", { data: { token } })).json();
  expect(await told()).toMatchObject({ is_personal: true, email: "grace@example.org" });

  await page.goto("/org/tokens");
  const row = page.getByRole("row").filter({ hasText: "Grace" });
  await expect(row).toContainText("grace@example.org");
  await expectReadable(page);
  await row.getByRole("button", { name: "Erase the email address of Grace" }).click();
  await expect(row).not.toContainText("grace@example.org");
  expect(await told()).not.toHaveProperty("email");
  const log = (await auditTexts(page)).join();
  expect(log).toContain("The email address of an access token was erased");
  expect(log).not.toContain("grace@");
  expect(server.output()).not.toContain("grace@");
});

test("the engine's link to billing leads to the usage after signing in", async ({ page, organization }) => {
  await page.goto(`/console/${organization.alias}/billing`);
  await expect(page).toHaveURL(/\/org\?to=usage$/);
  await page.getByLabel("Access token").fill("dlet_wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(alert(page)).toHaveText("That token is not valid.");
  await page.getByLabel("Access token").fill(organization.token);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/org\/usage$/);
  await expect(page.getByRole("heading", { level: 1, name: "Usage" })).toBeVisible();
  await page.goto("/console/nobody/billing");
  await expect(page).toHaveURL(/\/org\/usage$/);
});

test("a token is shown once, opens the pages, and ends its sessions when it is revoked", async ({
  page,
  browser,
  baseURL,
  organization,
  server,
}) => {
  await signIn(page, organization);
  await page.getByRole("link", { name: "Tokens", exact: true }).click();
  await page.getByLabel(/^Name:/).fill("billing program");
  await page.getByLabel(/^Personal\./).uncheck();
  await page.getByRole("button", { name: "Issue", exact: true }).click();
  await expect(page).toHaveURL(/\/org\/tokens\/made$/);
  const shown = page.getByRole("figure", { name: /^Access token billing program/ });
  const token = ((await shown.locator("pre").textContent()) ?? "").trim();
  expect(token).toMatch(/^dlet_/);
  await expectReadable(page);
  await page.reload();
  await expect(page).toHaveURL(/\/org\/tokens$/);
  expect(await page.content()).not.toContain(token);
  await expect(page.getByRole("row").filter({ hasText: "billing program" })).toContainText(
    `…${token.slice(-4)}`,
  );

  const elsewhere = await browser.newContext({ baseURL: baseURL ?? "" });
  const program = await elsewhere.newPage();
  await signIn(program, { ...organization, token });
  const call = () => page.request.get("/api/v1/org", { headers: { Authorization: `Bearer ${token}` } });
  expect((await call()).status()).toBe(200);
  const number = await numberOf(page, organization);
  await page.goto("/org/tokens");
  const live = program.request.get(`/org/instances/${number}/live`, { timeout: 60_000 });
  await page.getByText("Revoke billing program", { exact: true }).click();
  await page.getByRole("button", { name: "Confirm: revoke billing program" }).click();
  await expect(page.getByRole("row").filter({ hasText: "billing program" })).toContainText("revoked");
  await program.goto("/org/usage");
  await expect(program.getByLabel("Access token")).toBeVisible();
  expect((await call()).status()).toBe(401);
  // What was being watched ends, too.
  expect((await live).status()).toBe(200);
  await elsewhere.close();

  // One's own token goes only with a warning.
  const own = await page.getByRole("row").filter({ hasText: "Ada" }).locator("input[name=id]").inputValue();
  const address = new URL("/org/tokens/revoke", page.url());
  const answer = await postForm(page.request, address, { form: { id: own } });
  expect(answer.headers().location).toMatch(/problem=own$/);
  await page.goto("/org/tokens?problem=own");
  await page.getByLabel(/^You are signed in with it/).check();
  await page.getByRole("button", { name: /^Revoke Ada/ }).click();
  await expect(page.getByLabel("Access token")).toBeVisible();
  await trySignIn(page, organization.token);
  await expect(alert(page)).toBeVisible();
  for (const secret of [token, organization.token, organization.orgKey]) {
    expect(server.output()).not.toContain(secret.slice(5));
  }
});

test.describe("the API", () => {
  const paths = ["", "/instances", "/usage?months=2", "/audit", "/grants"];

  test("answers the organization's access token, and no other", async ({
    request,
    baseURL,
    organization,
    other,
  }) => {
    await sendCaptured(baseURL ?? "", organization);
    const get = (path: string, token: string) =>
      request.get(`/api/v1/org${path}`, { headers: { Authorization: `Bearer ${token}` } });
    const read = async (path: string) => (await get(path, organization.token)).json();
    expect(await read("")).toMatchObject({
      alias: organization.alias,
      plan: "standard",
      billing_active: true,
      privileged_until: null,
    });
    const { instances } = await read("/instances");
    const { number } = instances.find(
      ({ instance_id }: { instance_id: string }) => instance_id === organization.instanceId,
    );
    const { events } = await read(`/instances/${number}/events?limit=2`);
    expect(events).toHaveLength(2);
    const file = await get(`/instances/${number}/export?form=csv`, organization.token);
    expect(file.headers()["content-type"]).toContain("text/csv");
    const { usage } = await read("/usage?months=2");
    expect(usage.map(({ vcpu_hours }: { vcpu_hours: number }) => vcpu_hours)).toEqual([8, 16]);
    const { entries, older } = await read("/audit?before=3");
    expect(entries.map((entry: { number: number }) => entry.number)).toEqual([2, 1]);
    expect(older).toBeNull();
    expect((await read("/grants")).grants).toEqual([]);

    expect((await get(`/instances/${number}/events`, other.token)).status()).toBe(404);
    expect((await get(`/instances/${number}/export`, other.token)).status()).toBe(404);
    expect((await get("/usage?months=0", organization.token)).status()).toBe(400);
    expect((await get("/audit?before=x", organization.token)).status()).toBe(400);
    for (const path of paths) {
      const answer = await get(path, organization.token);
      expect(answer.headers()).toMatchObject({
        "cache-control": "no-store",
        "referrer-policy": "same-origin",
      });
      expect(await answer.text()).not.toContain(organization.token.slice(5));
    }
  });

  test("refuses wrong tokens with the error object, and only so many", async ({ request, organization }) => {
    expect((await request.get("/api/v1/org")).status()).toBe(401);
    for (const path of paths) {
      const answer = await request.get(`/api/v1/org${path}`, {
        headers: { Authorization: `Bearer ${organization.orgKey}` },
      });
      expect(answer.status()).toBe(401);
      expect(answer.headers()["www-authenticate"]).toBe('Bearer realm="organization"');
      expect(await answer.json()).toMatchObject({ code: "wrong_token", details: expect.stringMatching(/./) });
    }
    const limited = await request.get("/api/v1/org", {
      headers: { Authorization: `Bearer ${organization.orgKey}` },
    });
    expect(limited.status()).toBe(429);
    expect(Number(limited.headers()["retry-after"])).toBeGreaterThan(0);
    expect(await limited.json()).toMatchObject({ code: "too_many_sign_ins" });
    const right = await request.get("/api/v1/org", {
      headers: { Authorization: `Bearer ${organization.token}` },
    });
    expect(right.status()).toBe(200);
  });
});

test.describe("every page of an organization", () => {
  const paths = ["/org", "/org/usage", "/org/support", "/org/audit", "/org/webhooks", "/org/tokens"];

  test("is kept by nobody, found by nobody, and told to nobody", async ({ page, organization }) => {
    await signIn(page, organization);
    const base = await openInstance(page, organization.billedId);
    for (const path of [...paths, "/org/usage.csv", "/org/audit.ndjson", base, `${base}/events`]) {
      const headers = (await page.request.get(path)).headers();
      expect(headers["cache-control"], path).toContain("no-store");
      expect(headers["x-robots-tag"], path).toContain("noindex");
      expect(headers["referrer-policy"], path).toBe("same-origin");
    }
  });

  test("takes forms of its own pages only", async ({ page, baseURL, organization }) => {
    await signIn(page, organization);
    for (const path of ["/org/sign-in", "/org/sign-out", "/org/tokens/issue", "/org/support/grant"]) {
      const answer = await page.request.post(path, {
        headers: { Origin: "https://elsewhere.example", Referer: `${baseURL}/org` },
        form: { name: "stolen" },
        maxRedirects: 0,
      });
      expect(answer.status(), path).toBe(403);
    }
  });

  test("is readable", async ({ page, baseURL, organization }) => {
    await page.goto("/org");
    await expectReadable(page);
    await sendCaptured(baseURL ?? "", organization);
    await signIn(page, organization);
    const number = await numberOf(page, organization);
    for (const reason of ["The disk of staging fills up", "again"]) {
      await postForm(page.request, new URL("/org/support/grant", page.url()), {
        form: { instance: number, reason, length: "24", unit: "hours" },
      });
    }
    for (const path of paths) {
      await page.goto(path);
      await expectReadable(page);
    }
    const base = await openInstance(page, organization.instanceId);
    for (const path of ["", "/events", "/statistics", "/data"]) {
      await page.goto(base + path);
      await expectReadable(page);
    }
  });
});

test("leads there from the head of every page", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("banner").getByText("Sign in", { exact: true }).first().click();
  await page
    .getByRole("banner")
    .getByRole("link", { name: /^Organization/ })
    .click();
  await expect(page.getByLabel("Access token")).toBeVisible();
});
