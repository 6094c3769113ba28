import { expect, type Page } from "@playwright/test";
import { readCaptures } from "../../lib/catalogue/testing/captures";
import { takeNumber } from "../../lib/database/testing/testRun";
import { testOnBusyServer } from "./busyServer";
import type { TestOrganization } from "./makeOrganizations";

export type { TestOrganization } from "./makeOrganizations";

/** Playwright's test with an organization of its own, and another one. */
export const testWithOrganization = testOnBusyServer.extend<{
  organization: TestOrganization;
  other: TestOrganization;
}>({
  organization: async ({ server }, use) => use(take(server.made)),
  other: async ({ server }, use) => use(take(server.made)),
});

function take(made: readonly TestOrganization[]): TestOrganization {
  const organization = made[takeNumber("organization") - 1];
  if (organization === undefined) throw new Error("more tests than organizations");
  return organization;
}

/** Sends what a captured Standard Edition engine 4.1 sent, as the organization's engine. */
export async function sendCaptured(
  url: string,
  organization: Pick<TestOrganization, "orgKey" | "token" | "instanceId">,
): Promise<void> {
  for (const capture of readCaptures()) {
    const isOfStandard = capture.rawHeaders.some((name) => name.toLowerCase() === "org-key");
    const isPlain = capture.path.startsWith("/api/rpc/") && !capture.event.startsWith("rpc/dblab_session");
    if (capture.version !== "v4.1.3" || !isOfStandard || !isPlain) continue;
    const answer = await fetch(url + capture.path, {
      method: "POST",
      headers: { "Org-Key": organization.orgKey },
      body: capture.body
        .replaceAll(/(?:platform_access|personal)_token_example/g, organization.token)
        .replaceAll("c6vq1tqs0qtc73dlqkpg", organization.instanceId),
    });
    expect({ event: capture.event, status: answer.status }).toEqual({ event: capture.event, status: 200 });
  }
}

/** Types a token into the form of `/org`. */
export async function trySignIn(page: Page, token: string): Promise<void> {
  await page.goto("/org");
  await page.getByLabel("Access token").fill(token);
  const answered = page.waitForResponse(
    (response) => response.request().method() === "GET" && /\/org(\?|$)/.test(response.url()),
  );
  await page.getByRole("button", { name: "Sign in" }).click();
  await answered;
}

/** Signs in with the organization's token. */
export async function signIn(page: Page, { token }: TestOrganization): Promise<void> {
  await trySignIn(page, token);
  await expect(page.getByRole("navigation", { name: "Organization" })).toBeVisible();
}
