import { existsSync } from "node:fs";
import { join } from "node:path";
import { addressOf } from "./support/busyServer";
import { postForm } from "./support/formToken";
import { capturedEvents } from "./support/instanceServer";
import { measurePage } from "./support/measurePage";
import { testWithOperator } from "./support/operatorServer";
import { sendCaptured } from "./support/organizationServer";
import { makeSecret, operatorToken, registerWithKey } from "./support/roleClient";
import { roleMatrix } from "./support/roleMatrix";
import { sendEvents, testInstanceId } from "./support/statisticEvents";
import { expect } from "./support/test";

const limits = { scriptBytes: 132_000, shift: 0.02 };

/** Every page of app/, with addresses, whether anybody may open it, and whether there is more for who signed in. */
const pages = Object.entries(roleMatrix).flatMap(([route, { at, others, open = [] }]) => {
  const [, folder = ""] = /^GET (.+)$/.exec(route) ?? [];
  if (!existsSync(join(import.meta.dirname, "..", "app", folder, "page.tsx"))) return [];
  const isForSignedIn = open.some(({ answer }) => answer === "200");
  return (at ?? [folder]).map((address) => ({ address, isOpen: others === "200", isForSignedIn }));
});

testWithOperator(
  "every page opens with at most 132 KB of compressed script, and nothing moves while fonts and scripts come late",
  { tag: "@widths" },
  async ({ page, server, serial, operator, organization }) => {
    testWithOperator.setTimeout(300_000);
    const [instanceId, ownId] = [testInstanceId(7000 + serial), testInstanceId(8000 + serial)];
    const number = await registerWithKey(server.url, organization.orgKey, { instanceId, project: "shop" });
    await sendCaptured(server.url, { ...organization, instanceId });
    await sendEvents(
      server.url,
      capturedEvents("v4.1.3").map((event) => ({ instance_id: ownId, ...event })),
    );
    const token = await makeSecret(operator, "/operator/support/add", { name: `Grace ${serial}` });

    const heavy: object[] = [];
    const measure = async (address: string) => {
      const path = address
        .replace("{number}", String(number))
        .replace("{month}", new Date().toISOString().slice(0, 7))
        .replace("canary-inc", organization.alias);
      const { scriptBytes, shift, moved } = await measurePage(page, new URL(path, server.url).href);
      const { pathname, search } = new URL(page.url());
      expect(pathname + search).toBe(path);
      // Every page has some: what is less was not measured.
      expect(scriptBytes).toBeGreaterThan(1_000);
      if (scriptBytes > limits.scriptBytes || shift > limits.shift) {
        heavy.push({ path, scriptBytes, shift, moved: moved.slice(0, 5) });
      }
    };
    for (const { address } of pages.filter(({ isOpen }) => isOpen)) await measure(address);

    const headers = {
      origin: new URL(server.url).origin,
      "sec-fetch-site": "same-origin",
      "x-forwarded-for": addressOf(serial, 1),
    };
    for (const [path, form] of [
      ["/org/sign-in", { token: organization.token }],
      ["/org/support/grant", { instance: String(number), reason: "to look", length: "1", unit: "hours" }],
      ["/support/sign-in", { token }],
      ["/operator/sign-in", { token: operatorToken }],
      ["/instance/open", { id: ownId }],
    ] as const) {
      const answer = await postForm(page.request, new URL(path, server.url), { form, headers });
      expect([path, answer.status()]).toEqual([path, 303]);
    }
    for (const { address } of pages.filter(({ isForSignedIn }) => isForSignedIn)) await measure(address);
    expect(heavy).toEqual([]);
  },
);
