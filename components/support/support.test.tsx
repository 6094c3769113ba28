import { expect, it } from "vitest";
import { render } from "../instance/testing/render";
import { wholeList } from "../ui/testing/wholeList";
import { NothingStored } from "./nothing-stored";
import { SupportSignInPage } from "./sign-in-page";
import { SupportPage } from "./support-page";

const granted = {
  grantId: "0198a0c0-0000-7000-8000-000000000001",
  organizationId: 1,
  alias: "acme",
  organization: "Acme & Sons <Ltd>",
  number: 7,
  instanceId: "c6vq1tqs0qtc73dlqkpg",
  key: "0198a0c0-0000-8000-8000-000000000002",
  reason: "clones are slow since <Monday>",
  endsAt: "2026-11-26T12:00:00.000Z",
};

it("signs members in by a form that no address and no browser remembers", () => {
  const { html, text } = render(<SupportSignInPage notice={{ kind: "wrong" }} />);
  expect(html).toMatch(/<form autoComplete="off"[^>]* action="\/support\/sign-in" method="post">/);
  expect(html).toMatch(/<input[^>]*type="password"/);
  expect(text).toContain("That token is not valid.");
});

it("lists what grants open: whose, why, until when, and the way there", () => {
  const { html, text } = render(<SupportPage member="Grace" instances={wholeList(granted)} />);
  expect(html).toContain('href="/support/instances/acme.7"');
  for (const words of [
    "Acme & Sons <Ltd>",
    "clones are slow since <Monday>",
    "26 November 2026, 12:00 UTC",
  ]) {
    expect(text).toContain(words);
  }
  // The ID and the key are behind a look, which is written down.
  expect(html).not.toContain(granted.instanceId);
  expect(html).not.toContain(granted.key);
});

it("says so where no grant is active", () => {
  expect(render(<SupportPage member="Grace" instances={wholeList()} />).text).toContain("No grant is active");
});

it("has neither data nor erasure for support, and leads back to the grants", () => {
  const instance = {
    instanceId: granted.instanceId,
    isExample: false,
    base: "/support/instances/acme.7",
    viewer: "support",
  } as const;
  const { html } = render(<NothingStored instance={instance} />);
  expect(html).toContain('href="/support/instances/acme.7/events"');
  expect(html).toContain('href="/support"');
  expect(html).not.toMatch(/\/data"|erase|export/);
});
