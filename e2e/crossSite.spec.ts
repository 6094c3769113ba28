import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { addressOf } from "./support/busyServer";
import { testWithOrganization } from "./support/organizationServer";
import { createRoleClient, signIn } from "./support/roleClient";
import { expect } from "./support/test";

/** A page of somebody else that sends a form by itself, as it is opened by a victim. */
const attack = (action: string, fields: Readonly<Record<string, string>>, before = "") => `<!doctype html>
<title>Attack</title>
<form id="attack" method="post" action="${action}">
${Object.entries(fields)
  .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
  .join("\n")}
</form>
<script>${before};document.getElementById("attack").submit()</script>`;

/** In a frame without an origin of its own. */
const inSandbox = (html: string) =>
  `<!doctype html><title>Attack</title><iframe sandbox="allow-forms allow-scripts" srcdoc="${html.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;

/** Plain HTTP, where browsers say least of where a form comes from; and hosts that they trust like HTTPS. */
const places = [
  { service: "telemetry.example.test", sibling: "evil.example.test", domain: "example.test" },
  { service: "a.localhost", sibling: "b.localhost", domain: "localhost" },
];

const test = testWithOrganization.extend<{ attacker: { port: number; show(html: string): void } }>({
  // Other hosts are what these tests are about.
  strangers: async ({}, use) => use([]),
  attacker: async ({}, use) => {
    let html = "";
    const server: Server = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(html);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await use({
      port,
      show(page) {
        html = page;
      },
    });
    server.close();
  },
});
test.use({
  launchOptions: ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [
        ...(launchOptions.args ?? []),
        "--host-resolver-rules=MAP *.example.test 127.0.0.1, MAP *.localhost 127.0.0.1",
      ],
    }),
});

/** Opens the attack, and waits for the answer to its form. @returns the status */
async function answerTo(page: Page, attackUrl: string, formPath: string): Promise<number> {
  const answered = page.waitForResponse(
    (response) => response.request().method() === "POST" && new URL(response.url()).pathname === formPath,
  );
  // The attack leaves its page before that is loaded, which the browser may call an error.
  await page.goto(attackUrl, { waitUntil: "commit" }).catch(() => {});
  return (await answered).status();
}

for (const { service, sibling, domain } of places) {
  test(`no other site can send a form of ${service}`, async ({
    page,
    server,
    serial,
    organization,
    attacker,
  }) => {
    test.slow();
    const { port } = new URL(server.url);
    const home = `http://${service}:${port}`;
    await page.goto(`${home}/org`);
    await page.getByLabel("Access token").fill(organization.token);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("navigation", { name: "Organization" })).toBeVisible();
    const observer = createRoleClient(server.url, addressOf(serial, 8));
    await signIn(observer, "/org", organization.token);
    // Months are closed a moment after the start, which is in the log too.
    const entries = async () =>
      (await (await observer.get("/org/audit.ndjson")).text())
        .trim()
        .split("\n")
        .filter((line) => !line.includes("statement made")).length;
    const before = await entries();

    // What an attacker gets by asking this service: a token of their own browser, and a cookie to go with it.
    const stranger = createRoleClient(server.url, addressOf(serial, 7));
    const token = await stranger.formToken("/org");
    const ownCookie = (await stranger.get("/org")).headers.get("set-cookie")?.split(";")[0] ?? "";
    const toss = ["/", "/org", "/org/sign-in", "/org/tokens", "/org/tokens/issue"]
      .map((path) => `document.cookie=${JSON.stringify(`${ownCookie}; domain=${domain}; path=${path}`)}`)
      .join(";");

    const forms = {
      "/org/tokens/issue": { name: "stolen" },
      "/org/support/grant": { instance: "1", reason: "to look", length: "1", unit: "hours" },
      "/org/sign-out": {},
      "/org/sign-in": { token: "not the victim's" },
    };
    for (const [path, fields] of Object.entries(forms)) {
      for (const given of [fields, { ...fields, "form-token": token }]) {
        const html = attack(home + path, given, toss);
        const framed = inSandbox(attack(home + path, given));
        for (const [from, body] of [
          [sibling, html],
          ["127.0.0.1", html],
          [sibling, framed],
          ["127.0.0.1", framed],
        ] as const) {
          attacker.show(body);
          const status = await answerTo(page, `http://${from}:${attacker.port}/`, path);
          expect(status, `${path} from ${from}`).toBe(403);
        }
      }
    }
    // Another port of the same host is the same site, and has the same cookies.
    attacker.show(attack(`${home}/org/tokens/issue`, { name: "stolen" }));
    expect(await answerTo(page, `http://${service}:${attacker.port}/`, "/org/tokens/issue")).toBe(403);

    const after = await page.context().newPage();
    await after.goto(`${home}/org`);
    await expect(after.getByRole("navigation", { name: "Organization" })).toBeVisible();
    expect(await entries()).toBe(before);
    await after.getByRole("button", { name: "Sign out" }).click();
    await expect(after.getByLabel("Access token")).toBeVisible();
  });
}

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });
  test("forms are sent, and a page that is older than the session says so", async ({
    page,
    server,
    organization,
  }) => {
    const home = `http://telemetry.example.test:${new URL(server.url).port}`;
    await page.goto(`${home}/org`);
    const old = await page.context().newPage();
    await old.goto(`${home}/org`);
    for (const one of [page, old]) await one.getByLabel("Access token").fill(organization.token);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("navigation", { name: "Organization" })).toBeVisible();
    await old.getByRole("button", { name: "Sign in" }).click();
    await expect(old.getByRole("heading")).toHaveText("This form was not taken");
    await old.getByRole("link", { name: "Load the page again" }).click();
    await old.getByRole("button", { name: "Sign out" }).click();
    await expect(old.getByLabel("Access token")).toBeVisible();
  });
});
