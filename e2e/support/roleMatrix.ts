import { feeds } from "../../lib/releases/feeds/feeds";

/** Everybody who may ask. Support is one member, before, under and after organization A's grant. */
export const roles = [
  "nobody",
  "instance",
  "organizationA",
  "organizationB",
  "supportBefore",
  "supportUnder",
  "supportAfter",
  "operator",
] as const;

export type Role = (typeof roles)[number];

/** What only some may ever see of organization A: each is a text that nothing else has. */
export const canaries = {
  instanceId: "c0a1b2c3d4e5f6g7h8i9",
  /** In the data of an event. */
  data: "918273645",
  project: "canary-project",
  organization: "Canary Incorporated",
  reason: "canary-reason",
} as const;

export type Canary = keyof typeof canaries;

/** What is known of organization A to whoever attacks it: `{…}` in a path or a field stands for it. */
export interface Known {
  readonly number: number;
  readonly grantId: string;
  readonly tokenId: string;
  readonly senderId: string;
  readonly memberId: string;
  /** The running month, in which A's instances are linked. */
  readonly month: string;
}

type Fields = Readonly<Record<string, string>>;

/** Those who may, and what they get. */
interface Opening {
  readonly roles: readonly Role[];
  /** A status, with the address that a redirect leads to, and `{problem}` for that of the last part of the path. */
  readonly answer: string;
  /** What the answer must have; of everything else in `mayShow` it may have some. */
  readonly shows?: readonly Canary[];
  readonly mayShow?: readonly Canary[];
  /** What they send in place of `fields`: something that changes nothing. */
  readonly fields?: Fields;
}

/** A page or a call, and what each role gets. */
export interface Access {
  /** Where the folder of app/ has parameters, or needs some: what is asked for. */
  readonly at?: readonly string[];
  /** What is sent with a POST. */
  readonly fields?: Fields;
  readonly open?: readonly Opening[];
  /** For all others, who must see none of the canaries. */
  readonly others: string;
  /** Where it differs for who comes without a cookie and without a token. */
  readonly nobody?: string;
}

const everybody = (others: string, more: Omit<Access, "others"> = {}): Access => ({ others, ...more });
const every = Object.keys(canaries) as Canary[];

const ofA = (answer: string, more: Omit<Opening, "roles" | "answer"> = {}): Opening => ({
  roles: ["organizationA"],
  answer,
  mayShow: every,
  ...more,
});
const ofB = (answer: string): Opening => ({ roles: ["organizationB"], answer });
const instance = (answer: string): Opening => ({ roles: ["instance"], answer });
const operator = (answer: string, fields?: Fields): Opening => ({
  roles: ["operator"],
  answer,
  mayShow: ["organization", "project"],
  ...(fields === undefined ? {} : { fields }),
});
const support = (under: string, without: string, shows: readonly Canary[]): Opening[] => [
  { roles: ["supportUnder"], answer: under, shows, mayShow: every },
  { roles: ["supportBefore", "supportAfter"], answer: without },
];

const ingestCall = (path: string): Record<string, Access> => ({
  [`POST ${path}`]: everybody("400", { at: [path.replace("[call]", "telemetry_event")] }),
  [`GET,PUT,PATCH,DELETE ${path}`]: everybody("405", { at: [path.replace("[call]", "telemetry_event")] }),
});

/** What pages of other sites may read, too. */
const readable = (folder: string, answer: string, at = folder): Record<string, Access> => ({
  [`GET ${folder}`]: everybody(answer, { at: [at] }),
  [`OPTIONS ${folder}`]: everybody("204", { at: [at] }),
});

const publicPages: Record<string, Access> = {
  ...ingestCall("/api/rpc/[call]"),
  ...ingestCall("/api/general/rpc/[call]"),
  ...ingestCall("/rpc/[call]"),
  ...ingestCall("/api/v1/events"),
  "GET /": everybody("200"),
  "GET /api": everybody("200"),
  "GET /api/operations/[operation]": everybody("200", { at: ["/api/operations/sendEvents"] }),
  "GET /api/v1/health": everybody("200"),
  "GET /api/v1/live": everybody("200"),
  "GET /api/v1/ready": everybody("200"),
  "GET /api/v1/version": everybody("200"),
  "GET /api/v1/audit/key": everybody("200"),
  "OPTIONS /api/v1/audit/key": everybody("204"),
  "GET /api/v1/audit/roots": everybody("200"),
  "OPTIONS /api/v1/audit/roots": everybody("204"),
  "GET /api/v1/statistics": everybody("200"),
  "OPTIONS /api/v1/statistics": everybody("204"),
  "GET /api/v1/statistics/[key]": everybody("200", { at: ["/api/v1/statistics/engine-versions"] }),
  "OPTIONS /api/v1/statistics/[key]": everybody("204", { at: ["/api/v1/statistics/engine-versions"] }),
  "GET /docs": everybody("200"),
  "GET /docs/[page]": everybody("200", { at: ["/docs/install"] }),
  "GET /docs/decisions/[decision]": everybody("200", { at: ["/docs/decisions/0029-kept-pages"] }),
  "GET /embed/[key]": everybody("200", { at: ["/embed/engine-versions"] }),
  "GET /calls": everybody("200"),
  "GET /calls/[call]": everybody("200", { at: ["/calls/dblab_token_check"] }),
  "GET /calls/[call]/schema.json": everybody("200", { at: ["/calls/dblab_token_check/schema.json"] }),
  "GET /console/[alias]/billing": everybody("303 /org?to=usage", {
    at: ["/console/canary-inc/billing", "/console/nobody/billing"],
  }),
  "GET /events": everybody("200"),
  "GET /events/[type]": everybody("200", { at: ["/events/clone_reset"] }),
  "GET /events/[type]/schema.json": everybody("200", { at: ["/events/clone_reset/schema.json"] }),
  "GET /events/changes": everybody("200"),
  ...readable("/llms.txt", "200"),
  "GET /markdown/[...path]": everybody("200", { at: ["/index.md", "/events/clone_reset.md", "/status.md"] }),
  "OPTIONS /markdown/[...path]": everybody("204", { at: ["/events.md"] }),
  // What is sent is no message.
  "POST /mcp": everybody("400"),
  "GET,PUT,PATCH,DELETE /mcp": everybody("405"),
  "OPTIONS /mcp": everybody("204"),
  "GET /methodology": everybody("200"),
  "GET /search": everybody("200"),
  "GET /search-index.json": everybody("200"),
  "GET /openapi.json": everybody("200"),
  "GET /opt-out": everybody("200"),
  "GET /privacy": everybody("200"),
  "GET /query": everybody("200"),
  "GET /statistics": everybody("200"),
  "GET /statistics/[key]": everybody("200", { at: ["/statistics/engine-versions"] }),
  "GET /statistics-data/[key]/[format]": everybody("200", {
    at: [
      "/statistics/engine-versions.csv",
      "/statistics/engine-versions.json",
      "/statistics/engine-versions.svg",
      "/statistics/engine-versions.png",
    ],
  }),
  "OPTIONS /statistics-data/[key]/[format]": everybody("204", { at: ["/statistics/engine-versions.csv"] }),
  "GET /statistics/corrections": everybody("200"),
  "GET /statistics/corrections/[revision]": everybody("404", { at: ["/statistics/corrections/1"] }),
  // A private installation publishes nothing.
  "GET /releases": everybody("200"),
  "GET /releases/[release]": everybody("404", { at: ["/releases/2026-11-30", "/releases/latest"] }),
  ...readable("/releases/[release]/[...path]", "404", "/releases/latest/figures.csv"),
  ...readable("/api/v1/releases", "200"),
  ...readable("/api/v1/releases/[id]", "404", "/api/v1/releases/latest"),
  "GET /log": everybody("200"),
  ...readable("/log/checkpoint", "404"),
  ...readable("/log/tile/[...path]", "404", "/log/tile/0/000.p/1"),
  ...readable("/log/privacy/[version]", "200", "/log/privacy/1"),
  ...Object.assign({}, ...Object.keys(feeds).map((name) => readable(`/feeds/${name}.atom`, "200"))),
  "GET /status": everybody("200"),
  "GET /try": everybody("200"),
};

/** Whoever knows an instance's ID: another instance than A's, and A's ID in forms. */
const instancePages: Record<string, Access> = {
  "GET /instance": everybody("200"),
  "GET /instance/events": everybody("307 /instance", { open: [instance("200")] }),
  "GET /instance/statistics": everybody("307 /instance", { open: [instance("200")] }),
  "GET /instance/data": everybody("307 /instance", { open: [instance("200")] }),
  "GET /instance/timeline.json": everybody("404", { open: [instance("200")] }),
  "GET /instance/live": everybody("404", { open: [instance("200")] }),
  "GET /instance/waiting": everybody("404", { open: [instance("200")] }),
  "GET /instance/export/[form]": everybody("404", {
    at: ["/instance/export/ndjson", "/instance/export/csv"],
    open: [instance("200")],
  }),
  "POST /instance/open": everybody("303 /instance", { fields: { id: canaries.instanceId } }),
  "POST /instance/close": everybody("303 /instance"),
  "POST /instance/erase": everybody("303 /instance", {
    fields: { confirm: canaries.instanceId },
    open: [instance("303 /instance/data?error=confirm")],
  }),
  "POST /instance/undo": everybody("303 /instance?undo=none", { fields: { id: canaries.instanceId } }),
  ...Object.fromEntries(
    ["", "/history", "/statistics", "/events", "/events/live", "/export"].map((path) => [
      `GET /api/v1/instance${path}`,
      everybody("404", { nobody: "401", open: [instance("200")] }),
    ]),
  ),
  "POST /api/v1/instance/erasure": everybody("404", {
    nobody: "401",
    fields: { confirm: canaries.instanceId },
    open: [instance("400")],
  }),
  "DELETE /api/v1/instance/erasure": everybody("404", { nobody: "401" }),
  "GET /api/v1/erasures/[id]/proof": everybody("404", {
    at: ["/api/v1/erasures/00000000-0000-4000-8000-000000000000/proof"],
  }),
  "GET /api/v1/erasures/[id]": everybody("404", {
    at: ["/api/v1/erasures/00000000-0000-4000-8000-000000000000"],
  }),
};

const organizationPage = (shows: readonly Canary[], b = "200"): Access => ({
  others: "307 /org",
  open: [ofA("200", { shows }), ofB(b)],
});
const instanceOfA = (path: string, shows: readonly Canary[]): Access => ({
  ...organizationPage(shows, "404"),
  at: [`/org/instances/{number}${path}`],
});
const fileOfA = (at: readonly string[], shows: readonly Canary[]): Access => ({
  at,
  others: "404",
  open: [ofA("200", { shows })],
});
const organizationCall = (shows: readonly Canary[], b = "200", at?: readonly string[]): Access => ({
  ...(at === undefined ? {} : { at }),
  others: "401",
  open: [ofA("200", { shows }), ofB(b)],
});

const organizationPages: Record<string, Access> = {
  "GET /org": {
    others: "200",
    open: [ofA("200", { shows: ["instanceId", "project", "organization"] })],
  },
  "GET /org/audit": organizationPage(["organization"]),
  "GET /org/support": organizationPage(["instanceId"]),
  "GET /org/tokens": organizationPage(["organization"]),
  "GET /org/tokens/made": { others: "307 /org", open: [ofA("307 /org/tokens"), ofB("307 /org/tokens")] },
  "GET /org/usage": organizationPage(["project"]),
  "GET /org/usage.csv": {
    others: "401",
    open: [ofA("200", { shows: ["instanceId", "project"] }), ofB("200")],
  },
  "GET /org/usage.json": {
    at: ["/org/usage.json?month={month}"],
    others: "401",
    open: [ofA("200", { shows: ["organization", "project"] }), ofB("200")],
  },
  "GET /org/audit.csv": { others: "401", open: [ofA("200", { shows: ["organization"] }), ofB("200")] },
  "GET /org/audit.ndjson": { others: "401", open: [ofA("200", { shows: ["organization"] }), ofB("200")] },
  "GET /org/audit-checkpoints.json": { others: "401", open: [ofA("200"), ofB("200")] },
  "GET /org/instances/[number]": instanceOfA("", ["instanceId"]),
  "GET /org/instances/[number]/events": instanceOfA("/events", ["instanceId", "data"]),
  "GET /org/instances/[number]/statistics": instanceOfA("/statistics", ["instanceId"]),
  "GET /org/instances/[number]/data": instanceOfA("/data", ["instanceId"]),
  "GET /org/instances/[number]/timeline.json": fileOfA(["/org/instances/{number}/timeline.json"], ["data"]),
  "GET /org/instances/[number]/live": fileOfA(["/org/instances/{number}/live"], []),
  "GET /org/instances/[number]/export/[form]": fileOfA(
    ["/org/instances/{number}/export/ndjson", "/org/instances/{number}/export/csv"],
    ["data"],
  ),
  "POST /org/sign-in": everybody("303 /org?wrong=1", { fields: { token: "a wrong token" } }),
  "POST /org/sign-out": everybody("303 /org"),
  "POST /org/support/grant": {
    fields: { instance: "{number}", reason: "let me see", length: "1", unit: "hours" },
    others: "303 /org",
    open: [
      ofA("303 /org/support?problem=grant-reason", { fields: {} }),
      ofB("303 /org/support?problem=not-linked"),
    ],
  },
  "POST /org/support/revoke": {
    fields: { id: "{grantId}" },
    others: "303 /org",
    open: [
      ofA("303 /org/support?problem=no-grant", { fields: {} }),
      ofB("303 /org/support?problem=no-grant"),
    ],
  },
  "POST /org/senders/issue": {
    fields: { name: "" },
    others: "303 /org",
    open: [ofA("303 /org/tokens?problem=sender-name"), ofB("303 /org/tokens?problem=sender-name")],
  },
  "POST /org/senders/revoke": {
    fields: { id: "{senderId}" },
    others: "303 /org",
    open: [
      ofA("303 /org/tokens?problem=no-sender", { fields: {} }),
      ofB("303 /org/tokens?problem=no-sender"),
    ],
  },
  "POST /org/tokens/issue": {
    fields: { name: "" },
    others: "303 /org",
    open: [ofA("303 /org/tokens?problem=token-name"), ofB("303 /org/tokens?problem=token-name")],
  },
  "POST /org/tokens/erase-email": {
    fields: { id: "{tokenId}" },
    others: "303 /org",
    open: [ofA("303 /org/tokens?problem=no-token", { fields: {} }), ofB("303 /org/tokens?problem=no-token")],
  },
  "POST /org/tokens/revoke": {
    fields: { id: "{tokenId}", own: "on" },
    others: "303 /org",
    open: [ofA("303 /org/tokens?problem=no-token", { fields: {} }), ofB("303 /org/tokens?problem=no-token")],
  },
  "GET /org/webhooks": organizationPage(["organization"]),
  "POST /org/webhooks/add": {
    fields: { url: "http:", event: "alert.received", hours: "24" },
    others: "303 /org",
    open: [ofA("303 /org/webhooks?problem=webhook-url"), ofB("303 /org/webhooks?problem=webhook-url")],
  },
  ...Object.fromEntries(
    ["remove", "test"].map((deed) => [
      `POST /org/webhooks/${deed}`,
      {
        fields: { id: "00000000-0000-4000-8000-000000000000" },
        others: "303 /org",
        open: [ofA("303 /org/webhooks?problem=no-webhook"), ofB("303 /org/webhooks?problem=no-webhook")],
      },
    ]),
  ),
  "POST /org/instances/[number]/erase": {
    at: ["/org/instances/{number}/erase"],
    fields: { confirm: canaries.instanceId },
    others: "303 /org",
    open: [ofA("303 /org/instances/{number}/data?problem=confirm", { fields: {} })],
  },
  "POST /org/instances/[number]/undo": {
    at: ["/org/instances/{number}/undo"],
    others: "303 /org",
    open: [ofA("303 /org/instances/{number}")],
  },
  "GET /api/v1/org": organizationCall(["organization"]),
  "GET /api/v1/org/audit": organizationCall(["organization"]),
  "GET /api/v1/org/audit/checkpoints": organizationCall([]),
  "GET /api/v1/org/grants": organizationCall([]),
  "GET /api/v1/org/instances": organizationCall(["instanceId", "project"]),
  "GET /api/v1/org/usage": organizationCall(["instanceId", "project"]),
  "GET /api/v1/org/usage/month": organizationCall(["organization", "project"], "200", [
    "/api/v1/org/usage/month?month={month}",
  ]),
  "GET /api/v1/org/stream": organizationCall([]),
  "GET /api/v1/org/statements": organizationCall([]),
  "GET /api/v1/org/instances/[number]/events": organizationCall(["data"], "404", [
    "/api/v1/org/instances/{number}/events",
  ]),
  "GET /api/v1/org/instances/[number]/export": organizationCall(["data"], "404", [
    "/api/v1/org/instances/{number}/export",
  ]),
};

const granted = (path: string, shows: readonly Canary[], others = "307 /support"): Access => ({
  at: [`/support/instances/canary-inc.{number}${path}`],
  others,
  open: support("200", "404", shows),
});

const supportPages: Record<string, Access> = {
  "GET /support": { others: "200", open: support("200", "200", ["organization", "reason"]) },
  "GET /support/instances/[number]": granted("", ["instanceId"]),
  "GET /support/instances/[number]/events": granted("/events", ["instanceId", "data"]),
  "GET /support/instances/[number]/statistics": granted("/statistics", ["instanceId"]),
  "GET /support/instances/[number]/timeline.json": granted("/timeline.json", ["data"], "404"),
  "GET /support/instances/[number]/live": granted("/live", [], "404"),
  "POST /support/sign-in": everybody("303 /support?wrong=1", { fields: { token: "a wrong token" } }),
  "POST /support/sign-out": everybody("303 /support"),
};

const ofOrganization = "/operator/organizations/canary-inc";

/** What the operator is told who does something with an organization, but not with what: `{problem}` stands for it. */
export const problemOfAction: Readonly<Record<string, string>> = {
  plan: "plan",
  billing: "billing",
  privilege: "until",
  link: "instance-id",
  "rotate-key": "hours",
  "revoke-key": "no-key",
  "issue-token": "token-name",
  "revoke-token": "no-token",
  unlink: "no-instance",
};

const operatorPages: Record<string, Access> = {
  "GET /operator": { others: "200", open: [{ ...operator("200"), shows: ["organization"] }] },
  "GET /operator/organizations/[alias]": {
    at: [ofOrganization],
    others: "307 /operator",
    open: [{ ...operator("200"), shows: ["organization", "project"] }],
  },
  "GET /operator/organizations/[alias]/usage": {
    at: [`${ofOrganization}/usage?month={month}`],
    others: "307 /operator",
    open: [{ ...operator("200"), shows: ["organization"] }],
  },
  ...Object.fromEntries(
    ["csv", "json"].map((form) => [
      `GET /operator/organizations/[alias]/usage.${form}`,
      {
        at: [`${ofOrganization}/usage.${form}?month={month}`],
        others: "401",
        open: [{ ...operator("200"), shows: ["organization", "project"] as const }],
      },
    ]),
  ),
  "POST /operator/organizations/[alias]/usage/correct": {
    at: [`${ofOrganization}/usage/correct`],
    fields: { month: "2001-01", reason: "because" },
    others: "303 /operator",
    open: [operator(`303 ${ofOrganization}/usage?problem=no-statement`)],
  },
  "GET /operator/usage": { others: "307 /operator", open: [{ ...operator("200"), shows: ["organization"] }] },
  "GET /operator/health": { others: "307 /operator", open: [operator("200")] },
  "GET /operator/status": { others: "307 /operator", open: [operator("200")] },
  "POST /operator/sign-in": everybody("303 /operator?wrong=1", { fields: { token: "a wrong token" } }),
  "POST /operator/sign-out": everybody("303 /operator"),
  "POST /operator/create": {
    fields: { alias: "mallory", name: "Mallory", plan: "standard" },
    others: "303 /operator",
    open: [operator("303 /operator?problem=alias", {})],
  },
  "GET /operator/webhooks": { others: "307 /operator", open: [operator("200")] },
  "POST /operator/webhooks/add": {
    fields: { url: "https://hooks.example.org/" },
    others: "303 /operator",
    open: [operator("303 /operator/webhooks?problem=webhook-url", {})],
  },
  "POST /operator/webhooks/remove": {
    fields: { id: "{memberId}" },
    others: "303 /operator",
    open: [operator("303 /operator/webhooks?problem=no-webhook", {})],
  },
  "POST /operator/webhooks/test": {
    fields: { id: "{memberId}" },
    others: "303 /operator",
    open: [operator("303 /operator/webhooks?problem=no-webhook", {})],
  },
  "POST /operator/support/add": {
    fields: { name: "Mallory" },
    others: "303 /operator",
    open: [operator("303 /operator?problem=member-name", {})],
  },
  "POST /operator/support/remove": {
    fields: { id: "{memberId}" },
    others: "303 /operator",
    open: [operator("303 /operator?problem=no-member", {})],
  },
  // What the operator may do without a field, issuing a key, is not asked for here.
  "POST /operator/organizations/[alias]/[action]": {
    at: Object.keys(problemOfAction).map((action) => `${ofOrganization}/${action}`),
    fields: {
      plan: "enterprise",
      state: "off",
      until: "2099-01-01",
      instance: canaries.instanceId,
      hours: "0",
      id: "{tokenId}",
      name: "Mallory",
      number: "{number}",
    },
    others: "303 /operator",
    open: [operator(`303 ${ofOrganization}?problem={problem}`, {})],
  },
};

/** Of a relay, which the installation of the matrix is not: no page has a token for its forms. */
const relayPages: Record<string, Access> = {
  "GET /relay": everybody("404"),
  ...Object.fromEntries(
    ["", "/events", "/statistics", "/timeline.json", "/live"].map((path) => [
      `GET /relay/instance${path}`,
      everybody("404"),
    ]),
  ),
  "GET /relay/sent/[id]": everybody("404", { at: ["/relay/sent/1-000001"] }),
  "GET /relay/sent.ndjson": everybody("404"),
  "POST /relay/choose": everybody("403", { fields: { id: canaries.instanceId } }),
  "POST /relay/rules": everybody("403", { fields: { leaves: "events", hold: "0" } }),
  "POST /relay/sign-in": everybody("403", { fields: { token: "a wrong token" } }),
  "POST /relay/sign-out": everybody("403"),
};

/** Every page and every call: methods and the folder of app/, as `GET /org/instances/[number]`. */
export const roleMatrix: Readonly<Record<string, Access>> = {
  ...publicPages,
  ...instancePages,
  ...organizationPages,
  ...supportPages,
  ...operatorPages,
  ...relayPages,
};
