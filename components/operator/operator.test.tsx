import { describe, expect, it } from "vitest";
import { problemNames } from "@/lib/organizations/rules/organizationProblem";
import { render } from "../instance/testing/render";
import { wholeList } from "../ui/testing/wholeList";
import { isOperatorDeed, organizationDeeds, sayOperatorNotice } from "./notices";
import { OperatorPage, type OperatorPageProps } from "./operator-page";
import { OrganizationPage, type OrganizationPageProps } from "./organization-page";
import { OperatorSignInPage } from "./sign-in-page";

const at = "2026-11-25T12:00:00.000Z";
const later = "2026-11-26T12:00:00.000Z";
const id = (index: number) => `0198a0c0-0000-7000-8000-${String(index).padStart(12, "0")}`;
const acme = {
  id: 1,
  alias: "acme",
  name: "Acme & Sons <Ltd>",
  plan: "standard",
  billingActive: true,
  privilegedUntil: null,
  createdAt: at,
} as const;

const overview: OperatorPageProps = {
  organizations: wholeList({ ...acme, instances: 1204, validKeys: 2 }),
  grants: wholeList({
    id: id(1),
    organizationId: 1,
    alias: "acme",
    reason: "slow clones in project secret",
    grantedBy: "token Ada",
    grantedAt: at,
    endsAt: later,
    revokedAt: null,
    state: "active",
    instances: [7, 8],
  }),
  members: wholeList(
    { id: id(2), name: "Grace", hint: "abcd", createdAt: at, revokedAt: null, lastUsedAt: null },
    { id: id(3), name: "Joan", hint: "efgh", createdAt: at, revokedAt: later, lastUsedAt: at },
  ),
  status: {
    isAway: false,
    lastStoredAt: null,
    objective: { days: [], window: { keeping: "untold", outcomes: null, p99Ms: null } },
    publishedObjective: { days: [], window: { keeping: "untold", outcomes: null, p99Ms: null } },
    computedAt: at,
    startedAt: at,
    days: [
      { day: "2026-11-24", accepted: 10, refused: 1 },
      { day: "2026-11-25", accepted: 5, refused: 2 },
    ],
    reasons: [
      {
        reason: "invalid_json",
        text: "The body is not JSON",
        status: 400,
        refusals: 3,
        lastDay: "2026-11-23",
        places: [],
      },
    ],
    unknownFields: [],
    unknownNames: { shown: [], others: 0 },
    observerCalls: 0,
    spool: null,
    statistics: { periods: 4, computedAt: at, skipped: 0, held: 2 },
  },
  databaseKind: "embedded",
  jobs: [
    {
      name: "keys",
      everyMs: 5_000,
      lease: false,
      lastSuccessAt: new Date(at),
      nextAt: new Date(later),
      failures: 0,
      lastError: null,
    },
    {
      name: "partitions",
      everyMs: 3_600_000,
      lease: true,
      lastSuccessAt: null,
      nextAt: null,
      failures: 3,
      lastError: {
        at: new Date(at),
        words: "partitions could not be kept",
        error: "DatabaseError",
        sqlState: "42501",
      },
    },
  ],
  made: null,
  notice: null,
};

const one: OrganizationPageProps = {
  organization: acme,
  keys: wholeList(
    { id: id(4), hint: "wxyz", createdAt: at, validUntil: null, lastUsedOn: "2026-11-25" },
    { id: id(5), hint: "mnop", createdAt: at, validUntil: at, lastUsedOn: null },
  ),
  tokens: wholeList({
    id: id(6),
    name: "Ada",
    hint: "ijkl",
    isPersonal: true,
    createdAt: at,
    revokedAt: null,
    lastUsedAt: at,
  }),
  instances: wholeList({ number: 7, project: "shop", linkedAt: at, registeredAt: null }),
  now: later,
  made: null,
  notice: null,
};

describe("OperatorSignInPage", () => {
  it("says how to switch the pages on, and nothing else, without a token", () => {
    const { html, text } = render(<OperatorSignInPage isConfigured={false} notice={null} />);
    expect(text).toContain("OPERATOR_TOKEN_SHA256");
    expect(html).not.toContain("<form");
  });

  it("sends the token in the body of a request, and lets no browser remember it", () => {
    const { html, text } = render(
      <OperatorSignInPage isConfigured notice={{ kind: "limited", seconds: 40 }} />,
    );
    expect(html).toMatch(/<form autoComplete="off"[^>]* action="\/operator\/sign-in" method="post">/);
    const [field = ""] = /<input[^>]*name="token"[^>]*>/.exec(html) ?? [];
    expect(field).toContain('type="password"');
    expect(field).toContain('autoComplete="off"');
    expect(text).toContain("Try again in 40 seconds.");
  });
});

describe("OperatorPage", () => {
  it("shows organizations, health, grants and members", () => {
    const { html, text } = render(<OperatorPage {...overview} />);
    expect(html).toContain('href="/operator/organizations/acme"');
    expect(text).toContain("Acme & Sons <Ltd>");
    expect(text).toMatch(/Plan Standard Billing on Instances 1,204 Valid keys 2/);
    expect(text).toMatch(/Accepted, 2 days 15 Refused, 2 days 3 Today 5 accepted; 2 refused/);
    expect(text).toMatch(/The body is not JSON invalid_json 400 3/);
    expect(text).toMatch(
      /acme State active Granted 25 November 2026, 12:00 UTC Until 26 November 2026, 12:00 UTC For 2 instances/,
    );
  });

  it("leads from nothing to the first linked engine, and no further", () => {
    const first = (...rows: OperatorPageProps["organizations"]["rows"]) =>
      render(<OperatorPage {...overview} organizations={wholeList(...rows)} />);
    const { text } = first();
    expect(text).toContain("First steps");
    expect(text).not.toContain("– done");
    const { html, text: begun } = first({ ...acme, instances: 0, validKeys: 1 });
    expect(begun.match(/– done/g)).toHaveLength(2);
    expect(html).toContain('href="/operator/organizations/acme"');
    expect(render(<OperatorPage {...overview} />).text).not.toContain("First steps");
  });

  it("says of each job how often it runs, how it went, and what went wrong", () => {
    const { text } = render(<OperatorPage {...overview} />);
    expect(text).toContain(
      "keys Every 5 seconds Lease no Last success 25 November 2026, 12:00 UTC Next turn 26 November 2026, 12:00 UTC Last error none",
    );
    expect(text).toContain(
      "partitions Every 1 hour Lease yes Last success none yet Next turn now Last error failed 3 times in a row " +
        "25 November 2026, 12:00 UTC: partitions could not be kept (DatabaseError 42501)",
    );
  });

  it("says of a grant neither why nor of which instances", () => {
    const { text } = render(<OperatorPage {...overview} />);
    expect(text).not.toMatch(/slow clones|instance 7|Ada/);
  });

  it("removes members who are there, and shows a new one's token once", () => {
    const { html } = render(
      <OperatorPage {...overview} made={{ title: "Support token of Joan", value: "dles_made" }} />,
    );
    expect(html.match(/aria-label="Confirm: remove [^"]+"/g)).toEqual(['aria-label="Confirm: remove Grace"']);
    expect(html.match(/dles_made/g)).toHaveLength(1);
    expect(html).not.toMatch(/<(?:a|form|input)[^>]*dles_made/);
  });

  it("says so where there is nothing", () => {
    const { text } = render(
      <OperatorPage {...overview} organizations={wholeList()} grants={wholeList()} members={wholeList()} />,
    );
    for (const words of ["No organization yet.", "No grant yet.", "Nobody yet."])
      expect(text).toContain(words);
  });
});

describe("OrganizationPage", () => {
  it("posts every change to an address of this organization", () => {
    const { html } = render(<OrganizationPage {...one} />);
    const actions = [...html.matchAll(/<form[^>]* action="([^"]+)" method="post">/g)].map(
      ([, action]) => action,
    );
    expect(new Set(actions)).toEqual(
      new Set([
        "/operator/sign-out",
        ...organizationDeeds.map((action) => `/operator/organizations/acme/${action}`),
      ]),
    );
    expect(html).not.toMatch(/<form(?![^>]*method="post")/);
  });

  it("ends only keys that are valid, and says when others ended", () => {
    const { html, text } = render(<OrganizationPage {...one} />);
    expect(html).toContain('aria-label="Confirm: revoke key …wxyz"');
    expect(html).not.toContain('aria-label="Confirm: revoke key …mnop"');
    expect(html).toContain("This cannot be undone.");
    expect(text).toMatch(/Valid until 25 November 2026, 12:00 UTC Last used never Access ended/);
  });

  it("offers no rotation where there is no valid key, and no unlinking where nothing is linked", () => {
    const { html } = render(<OrganizationPage {...one} keys={wholeList()} instances={wholeList()} />);
    expect(html).not.toMatch(/rotate-key|unlink"/);
  });
});

it("has words for every deed, and only for deeds", () => {
  for (const deed of [...organizationDeeds, "create", "add-member", "remove-member"]) {
    if (!isOperatorDeed(deed)) throw new Error(deed);
    expect(sayOperatorNotice({ kind: "done", deed })).toMatch(/\.$/);
  }
  for (const problem of problemNames) {
    expect(sayOperatorNotice({ kind: "problem", problem })).toMatch(/^[A-Z].*\. Nothing was changed\.$/);
  }
  for (const text of ["toString", "<b>", undefined, ["plan"]]) expect(isOperatorDeed(text)).toBe(false);
});
