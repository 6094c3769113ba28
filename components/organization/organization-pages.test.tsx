import { describe, expect, it } from "vitest";
import type { AuditEntry } from "@/lib/organizations/audit/auditJson";
import { render } from "../instance/testing/render";
import { wholeList } from "../ui/testing/wholeList";
import { AuditPage } from "./audit-page";
import { InstancesPage } from "./instances-page";
import { SignInPage } from "./sign-in-page";
import { sampleLinked, sampleOrganization, sampleToken } from "./testing/sample-organization";
import { TokensPage } from "./tokens/tokens-page";

describe("SignInPage", () => {
  it("sends the token in the body of a request, and lets no browser remember it", () => {
    const { html } = render(<SignInPage notice={null} />);
    expect(html).toMatch(/<form[^>]* action="\/org\/sign-in" method="post"/);
    const [field = ""] = /<input[^>]*name="token"[^>]*>/.exec(html) ?? [];
    expect(field).toContain('type="password"');
    expect(field).toContain('autoComplete="off"');
  });

  it("says as an alert what came of it", () => {
    expect(render(<SignInPage notice={{ kind: "wrong" }} />).html).toContain('role="alert"');
    expect(render(<SignInPage notice={{ kind: "limited", seconds: 42 }} />).text).toContain(
      "Try again in 42 seconds.",
    );
  });
});

describe("InstancesPage", () => {
  it("has each instance with its clear ID and a way to it", () => {
    const never = sampleLinked(2, {
      project: null,
      version: null,
      state: "unknown",
      lastSeen: null,
      registeredAt: null,
    });
    const { html, text } = render(
      <InstancesPage
        {...sampleOrganization}
        counts={{ instances: 2, projects: 1, active: 1 }}
        instances={wholeList(sampleLinked(1), never)}
      />,
    );
    expect(html).toContain('href="/org/instances/1"');
    expect(html).toContain('href="/org/instances/2"');
    expect(text).toContain("c0000000000000000001");
    expect(text).toContain("nothing is stored");
    expect(text).toContain("not registered");
    expect(text).toContain("Signed in with the token Ada");
  });

  it("says what to do where none is linked", () => {
    expect(
      render(
        <InstancesPage
          {...sampleOrganization}
          counts={{ instances: 0, projects: 0, active: 0 }}
          instances={wholeList()}
        />,
      ).text,
    ).toContain("platform.orgKey");
  });
});

describe("AuditPage", () => {
  const entry: AuditEntry = {
    number: 12,
    at: "2026-11-25T10:00:00.000Z",
    actor: "support Grace",
    action: "support looked",
    subject: "instance 1: Now",
    grantId: "7c9e1000-9d0a-4c5e-8b1a-3f6d2a7c9e10",
    previous: "0".repeat(64),
    hash: "f".repeat(64),
  };
  const show = (part: Partial<Parameters<typeof AuditPage>[0]>) =>
    render(
      <AuditPage
        {...sampleOrganization}
        entries={[entry]}
        older={null}
        isNewest
        total={12}
        fault={null}
        signed={null}
        {...part}
      />,
    );

  it("says who did what when under which grant", () => {
    const { html, text } = show({});
    expect(text).toContain("support Grace");
    expect(text).toContain("Support looked at an instance instance 1: Now");
    expect(text).toContain("25 November 2026, 10:00 UTC");
    expect(html).toContain(`href="/org/support#grant-${entry.grantId}"`);
  });

  it("says what is known of the log, and never that it is whole", () => {
    const unsigned = show({}).text;
    expect(unsigned).toContain("The hashes of 12 entries fit one another; none of them is signed.");
    const signed = show({ signed: { entries: 10, at: "2026-11-25T10:00:00.000Z" } }).text;
    expect(signed).toContain(
      "Entries 1 to 10 are as they were signed at 25 November 2026, 10:00 UTC; 2 newer ones fit to them, and nothing that is signed speaks of them.",
    );
    const cut = show({ fault: { kind: "cut", at: 10, entries: 12 } }).text;
    expect(cut).toContain("The log is not what it was: entries from 10 to 12 are missing at the end.");
    for (const text of [unsigned, signed, cut]) expect(text).not.toMatch(/\bwhole:/);
  });

  it("leads to older entries, and back to the newest", () => {
    expect(show({ older: 12 }).html).toContain('href="/org/audit?before=12"');
    const { html } = show({ isNewest: false });
    expect(html).not.toContain("?before=");
    expect(html).toContain('href="/org/audit"');
  });
});

describe("TokensPage", () => {
  const other = sampleToken({
    id: "7c9e1000-9d0a-4c5e-8b1a-3f6d2a7c9e10",
    name: "billing",
    isPersonal: false,
  });
  const revoked = sampleToken({
    id: "11111111-9d0a-4c5e-8b1a-3f6d2a7c9e10",
    name: "old",
    revokedAt: "2026-11-20T10:00:00.000Z",
    lastUsedAt: null,
  });
  const relay = {
    id: other.id,
    name: "Relay in Bern",
    hint: "q7Rt",
    issuedAt: "2026-11-01T10:00:00.000Z",
    lastHistoryAt: null,
  };
  const { html, text } = render(
    <TokensPage
      {...sampleOrganization}
      tokens={wholeList(sampleToken(), other, revoked)}
      emails={new Map([[sampleToken().id, "ada@example.org"]])}
      relays={wholeList(
        { ...relay, revokedAt: null },
        { ...relay, id: revoked.id, revokedAt: "2026-11-20T10:00:00.000Z" },
      )}
      problem={null}
    />,
  );

  it("shows of each token its name and its last characters", () => {
    expect(text).toContain("…x9Zq");
    expect(text).toContain("Of the organization");
    expect(text).toContain("never");
  });

  it("shows the email address that was given with a token, beside what erases it", () => {
    expect(html.match(/action="\/org\/tokens\/erase-email"/g)).toHaveLength(1);
    expect(text).toContain("ada@example.org");
    expect(text).toContain("never in a log, an event or a statistic");
  });

  it("shows of each relay's token its last characters, and what of it is believed", () => {
    expect(text).toContain("…q7Rt");
    expect(text).toContain("Events of instances that are linked to you then count by their own times");
    expect(html.match(/action="\/org\/senders\/revoke"/g)).toHaveLength(1);
  });

  it("warns before the session's own token is revoked, and only then", () => {
    expect(html.match(/action="\/org\/tokens\/revoke"/g)).toHaveLength(2);
    expect(html.match(/name="own"/g)).toHaveLength(1);
    expect(text).toContain("This and every other session of it ends at once.");
  });

  it("opens the warning where somebody went around it", () => {
    const shown = render(
      <TokensPage
        {...sampleOrganization}
        tokens={wholeList(sampleToken())}
        emails={new Map()}
        relays={wholeList()}
        problem="own"
      />,
    );
    expect(shown.html).toMatch(/<details open/);
    expect(shown.html).toContain('role="alert"');
  });
});
