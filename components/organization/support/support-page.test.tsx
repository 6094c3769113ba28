import { describe, expect, it } from "vitest";
import type { SupportGrant } from "@/lib/organizations/grants/listGrants";
import { render } from "../../instance/testing/render";
import { wholeList } from "../../ui/testing/wholeList";
import { sampleLinked, sampleOrganization } from "../testing/sample-organization";
import { SupportPage } from "./support-page";

const active: SupportGrant = {
  id: "7c9e1000-9d0a-4c5e-8b1a-3f6d2a7c9e10",
  organizationId: 3,
  alias: "acme",
  reason: "slow clones",
  grantedBy: "token Ada",
  grantedAt: "2026-11-25T10:00:00.000Z",
  endsAt: "2026-11-26T10:00:00.000Z",
  revokedAt: null,
  state: "active",
  instances: [1, 2],
};
const revoked: SupportGrant = {
  ...active,
  id: "11111111-9d0a-4c5e-8b1a-3f6d2a7c9e10",
  reason: "old",
  revokedAt: "2026-11-25T11:00:00.000Z",
  state: "revoked",
  instances: [],
};
const show = (part: Partial<Parameters<typeof SupportPage>[0]>) =>
  render(
    <SupportPage
      {...sampleOrganization}
      active={wholeList()}
      over={wholeList()}
      instances={wholeList(sampleLinked(1), sampleLinked(2))}
      problem={null}
      {...part}
    />,
  );

describe("SupportPage", () => {
  it("says that support sees nothing without a grant", () => {
    const { text } = show({});
    expect(text).toContain("Support sees nothing of the organization until you let it");
    expect(text).toContain("No grant is active.");
  });

  it("lets an active grant be taken back, and no other", () => {
    const { html, text } = show({ active: wholeList(active), over: wholeList(revoked) });
    expect(html.match(/action="\/org\/support\/revoke"/g)).toHaveLength(1);
    expect(html).toContain(`name="id" value="${active.id}"`);
    expect(html).toContain(`id="grant-${revoked.id}"`);
    expect(html).toContain('href="/org/instances/2"');
    expect(text).toContain("25 November 2026, 11:00 UTC, taken back");
    expect(text).toContain("linked no longer");
  });

  it("chooses nothing by itself where there are several instances", () => {
    expect(show({}).html).not.toContain('checked=""');
    expect(show({ instances: wholeList(sampleLinked(1)) }).html).toContain('checked=""');
  });

  it("takes numbers of instances that are on other pages", () => {
    expect(show({}).html).not.toContain('name="more"');
    const { html } = show({
      instances: { rows: [sampleLinked(1)], first: null, next: "/org/support?instances=1#grant" },
    });
    expect(html).toContain('name="more"');
    expect(html).toContain('href="/org/support?instances=1#grant"');
    expect(html).not.toContain('checked=""');
  });

  it("names some of hundreds of instances of a grant", () => {
    const instances = Array.from({ length: 500 }, (_, at) => at + 1);
    const { html, text } = show({ active: wholeList({ ...active, instances }) });
    expect(html.match(/href="\/org\/instances\//g)).toHaveLength(12);
    expect(text).toContain("and 488 more");
  });

  it("says why nothing was granted", () => {
    const { html, text } = show({ problem: "grant-instances" });
    expect(html).toContain('role="alert"');
    expect(text).toContain("Choose at least one instance. Nothing was granted.");
  });
});
