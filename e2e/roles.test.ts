import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyRow } from "../lib/database/testing/everyRow";
import { createOrganization } from "../lib/organizations/account/createOrganization";
import { pageOfForm } from "./support/formToken";
import { embeddedInstallation, type Installation } from "./support/installation";
import {
  createRoleClient,
  type MadeOrganization,
  makeOrganization,
  makeSecret,
  operatorOf,
  operatorToken,
  type RoleClient,
  registerWithKey,
  sendWithKey,
  signIn,
} from "./support/roleClient";
import {
  type Access,
  canaries,
  type Known,
  problemOfAction,
  type Role,
  roleMatrix,
  roles,
} from "./support/roleMatrix";
import { type RunningServer, startServer } from "./support/server";

const app = join(import.meta.dirname, "..", "app");

/** An instance without an organization, looked at by whoever knows its ID. */
const ownInstanceId = "c0000000000000000042";
const instanceOfB = "c0000000000000000043";

/** Every method of every page and route of app/, as the matrix names them. */
function everyRoute(): string[] {
  return readdirSync(app, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    const [, folder = "", kind] = /^(?:(.*)\/)?(page|route)\.tsx?$/.exec(file) ?? [];
    if (kind === undefined) return [];
    if (kind === "page") return [`GET /${folder}`];
    const own = readFileSync(join(app, file), "utf8");
    const [, shared] = /^export \* from "@\/app\/(.+)"/m.exec(own) ?? [];
    const source = shared === undefined ? own : readFileSync(join(app, `${shared}.ts`), "utf8");
    const methods = source.matchAll(
      /(?:^export (?:async )?function|\bas) (GET|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm,
    );
    return [...methods].map(([, method]) => `${method} /${folder}`);
  });
}

/** Whose session the forms of each section act with. */
const holders: Readonly<Record<string, Role>> = {
  "/instance": "instance",
  "/org": "organizationA",
  "/support": "supportUnder",
  "/operator": "operator",
};

const requests = Object.entries(roleMatrix).flatMap(([name, access]) => {
  const [methods = "", folder = ""] = name.split(" ");
  return methods.split(",").map((method) => ({ method, folder, access }));
});

let installation: Installation;
let server: RunningServer;
let known: Known;
let clients = 0;
const cookies = new Map<Role, RoleClient>();
const bearers = new Map<Role, string>();
const secrets: string[] = [operatorToken];
let a: MadeOrganization;
let operator: RoleClient;
let ada: RoleClient;
/** Signs a role in anew. */
let comeBack: (role: Role) => Promise<void>;

/** What ends the session that it is done with, wherever that is. */
const endsSession = /\/(sign-in|sign-out|open|close)$/;

/** Failures are limited by client, network and region: each request here comes from another one. */
const newAddress = () => {
  clients += 1;
  return `${20 + Math.floor(clients / 250)}.${clients % 250}.0.1`;
};

async function openInstance(id: string): Promise<RoleClient> {
  const client = createRoleClient(server.url, newAddress());
  await client.post("/instance/open", { id });
  return client;
}

beforeAll(async () => {
  installation = await embeddedInstallation();
  await fillLarge(installation);
  server = await startServer({
    ...installation.environment,
    TRUSTED_PROXIES: "1",
    OPERATOR_TOKEN: operatorToken,
    LOG_LEVEL: "debug",
  });
  operator = await operatorOf(server.url, newAddress());
  a = await makeOrganization(operator, { alias: "canary-inc", name: canaries.organization });
  const b = await makeOrganization(operator, { alias: "globex", name: "Globex" });
  const memberToken = await makeSecret(operator, "/operator/support/add", { name: "Grace" });
  secrets.push(a.orgKey, a.token, b.orgKey, b.token, memberToken);

  // Numbers are an organization's own: B has no second instance.
  await registerWithKey(server.url, a.orgKey, { instanceId: "c0000000000000000007", project: "first" });
  const number = await registerWithKey(server.url, a.orgKey, {
    instanceId: canaries.instanceId,
    project: canaries.project,
  });
  await registerWithKey(server.url, b.orgKey, { instanceId: instanceOfB, project: "theirs" });
  const event = { event_type: "clone_reset", event_data: { id: "clone-1", cloning_time: 1.5, dsa_diff: 1 } };
  await sendWithKey(server.url, a.orgKey, {
    ...event,
    instance_id: canaries.instanceId,
    event_data: { ...event.event_data, dsa_diff: Number(canaries.data) },
  });
  await sendWithKey(server.url, b.orgKey, { ...event, instance_id: instanceOfB });
  for (const path of ["/api/rpc/telemetry_event"]) {
    await fetch(new URL(path, server.url), {
      method: "POST",
      body: JSON.stringify({ ...event, instance_id: ownInstanceId }),
    });
  }
  await fetch(new URL("/api/rpc/telemetry_usage", server.url), {
    method: "POST",
    headers: { "Org-Key": a.orgKey },
    body: JSON.stringify({
      selfassigned_instance_id: canaries.instanceId,
      event_data: { cpu: 8, total_memory: 2 ** 33, data_size: 2 ** 34 },
    }),
  });

  const signedIn = async (where: string, token: string) => {
    const client = createRoleClient(server.url, newAddress());
    await signIn(client, where, token);
    return client;
  };
  const enter: Readonly<Record<Role, () => Promise<RoleClient>>> = {
    nobody: async () => createRoleClient(server.url, newAddress()),
    instance: () => openInstance(ownInstanceId),
    organizationA: () => signedIn("/org", a.token),
    organizationB: () => signedIn("/org", b.token),
    supportBefore: () => signedIn("/support", memberToken),
    supportUnder: () => signedIn("/support", memberToken),
    supportAfter: () => signedIn("/support", memberToken),
    operator: () => operatorOf(server.url, newAddress()),
  };
  comeBack = async (role) => {
    cookies.set(role, await enter[role]());
    ada = cookies.get("organizationA") ?? ada;
    operator = cookies.get("operator") ?? operator;
  };
  for (const role of roles) await comeBack(role);
  bearers.set("instance", ownInstanceId);
  bearers.set("organizationA", a.token);
  bearers.set("organizationB", b.token);
  bearers.set("operator", operatorToken);
  for (const role of ["supportBefore", "supportUnder", "supportAfter"] as const) {
    bearers.set(role, memberToken);
  }
  secrets.push(await makeSecret(ada, "/org/senders/issue", { name: "A relay" }));
  known = {
    number,
    grantId: "",
    month: new Date().toISOString().slice(0, "YYYY-MM".length),
    tokenId: await idAfter(operator, "/operator/organizations/canary-inc", "Ada"),
    senderId: await idAfter(ada, "/org/tokens", "A relay"),
    memberId: await idAfter(operator, "/operator", "Grace"),
  };
}, 180_000);
afterAll(async () => {
  await server?.stop();
  installation?.remove();
});

const ofLarge = "/operator/organizations/large";

/** An organization with 11,000 instances that reported their usage. */
async function fillLarge({ open, pseudonyms }: Installation): Promise<void> {
  const database = await open();
  const by = { database, pseudonyms: pseudonyms(), actor: "operator", now: new Date() };
  const { id } = await createOrganization(by, { alias: "large", name: "Large", plan: "standard" });
  await database.query(
    `insert into organization_instance (instance_key, organization_id, number, instance_id, linked_at)
     select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, n, 'c' || lpad(n::text, 19, '0'), now()
     from generate_series(1, 11000) as n`,
    [id],
  );
  await database.query(
    `insert into usage_hour (instance_key, hour, organization_id, cpu, total_memory, data_size)
     select instance_key, date_trunc('hour', now() at time zone 'UTC') at time zone 'UTC', $1, 8, 1024, 2048
     from organization_instance`,
    [id],
  );
  await database.close();
}

/** The identifier that a page has in the row of a name. */
async function idAfter(client: RoleClient, path: string, name: string): Promise<string> {
  const html = await (await client.get(path)).text();
  const [, id] = new RegExp(`>${name}<.*?name="id" value="([0-9a-f-]{36})"`, "s").exec(html) ?? [];
  if (id === undefined) throw new Error(`${path} has no row of ${name}`);
  return id;
}

const fill = (text: string, path: string) =>
  text
    .replaceAll("{problem}", problemOfAction[path.split("/").at(-1) ?? ""] ?? "")
    .replaceAll(/\{(\w+)\}/g, (_, name: keyof Known) => String(known[name]));

/** Asks as a role would, with everything it has. @returns the status with the address, and all that came */
async function ask(role: Role, method: string, path: string, fields: Readonly<Record<string, string>>) {
  const client = (cookies.get(role) as RoleClient).fork(newAddress());
  const bearer = bearers.get(role);
  const headers: Record<string, string> =
    bearer === undefined || !path.startsWith("/api/v1/") ? {} : { authorization: `Bearer ${bearer}` };
  const body = new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [name, fill(value, path)] as [string, string]),
  );
  const response =
    method === "POST" && pageOfForm(path) !== null
      ? await client.post(path, body)
      : await client.send(method, path, headers, method === "GET" || method === "OPTIONS" ? null : body);
  const location = response.headers.get("location");
  const text = await textOf(response);
  if (method === "POST" && endsSession.test(path)) await comeBack(role);
  return {
    answer: location === null ? String(response.status) : `${response.status} ${location}`,
    everything: `${[...response.headers].flat().join("\n")}\n${text}`,
  };
}

/** The body; of a stream that goes on for ever what it begins with. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.text();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return Buffer.from(value ?? []).toString("utf8");
}

function expectationOf(access: Access, role: Role) {
  const opening = access.open?.find((one) => one.roles.includes(role));
  if (opening !== undefined) return { shows: [], mayShow: [], fields: access.fields ?? {}, ...opening };
  const answer = role === "nobody" ? (access.nobody ?? access.others) : access.others;
  return { shows: [], mayShow: [], fields: access.fields ?? {}, answer };
}

/** Goes through the whole matrix as a role. @returns what was not as it must be */
async function goThrough(role: Role): Promise<string[]> {
  const wrong: string[] = [];
  for (const { method, folder, access } of requests) {
    const expected = expectationOf(access, role);
    for (const wanted of access.at ?? [folder]) {
      const path = fill(wanted, wanted);
      const { answer, everything } = await ask(role, method, path, expected.fields);
      const where = `${role}: ${method} ${path}`;
      const right = fill(expected.answer, path);
      if (answer !== right) wrong.push(`${where} was answered ${answer}, not ${right}`);
      for (const [name, text] of Object.entries(canaries)) {
        const isThere = everything.includes(text);
        const must: readonly string[] = expected.shows;
        const may: readonly string[] = [...expected.shows, ...expected.mayShow];
        if (isThere && !may.includes(name)) wrong.push(`${where} shows ${name}`);
        if (!isThere && must.includes(name)) wrong.push(`${where} does not show ${name}`);
      }
      for (const secret of secrets) if (everything.includes(secret)) wrong.push(`${where} shows a secret`);
    }
  }
  return wrong;
}

describe("every page and every call", () => {
  it("is in the matrix", () => {
    const named = requests.map(({ method, folder }) => `${method} ${folder}`);
    expect(named.toSorted()).toEqual(everyRoute().toSorted());
  });

  it("shows support nothing before a grant", async () => {
    expect(await goThrough("supportBefore")).toEqual([]);
  });

  it("shows each role what it may see while A has granted support a look, and nothing else", async () => {
    const fields = { instance: String(known.number), reason: canaries.reason, length: "2", unit: "hours" };
    await ada.post("/org/support/grant", fields);
    const html = await (await ada.get("/org/support")).text();
    const [, grantId = ""] = /name="id" value="([0-9a-f-]{36})"/.exec(html) ?? [];
    expect(grantId).not.toBe("");
    known = { ...known, grantId };
    const wrong: string[] = [];
    for (const role of roles) {
      if (role !== "supportBefore" && role !== "supportAfter") wrong.push(...(await goThrough(role)));
    }
    expect(wrong).toEqual([]);
  });

  it("shows support nothing after the grant", async () => {
    await ada.post("/org/support/revoke", { id: known.grantId });
    expect(await goThrough("supportAfter")).toEqual([]);
  });

  it("has every table also as Excel opens it: a byte order mark, and the names of the columns first", async () => {
    const tables = new Set<string>();
    for (const role of ["nobody", "instance", "organizationA"] as const) {
      for (const { method, folder, access } of requests) {
        if (method !== "GET") continue;
        for (const wanted of [...(access.at ?? [folder]), `${folder}?form=csv`, `${folder}?form=days.csv`]) {
          const path = fill(wanted, wanted);
          const client = (cookies.get(role) as RoleClient).fork(newAddress());
          const bearer = bearers.get(role);
          const read = (address: string) =>
            client.get(address, bearer === undefined ? {} : { authorization: `Bearer ${bearer}` });
          const plain = await read(path);
          await plain.body?.cancel();
          if (plain.headers.get("content-type")?.startsWith("text/csv") !== true) continue;
          const excel = await read(`${path}${path.includes("?") ? "&" : "?"}for=excel`);
          const [first = ""] = Buffer.from(await excel.arrayBuffer())
            .toString()
            .split("\r\n");
          expect([path, first]).toEqual([path, expect.stringMatching(/^\uFEFF[a-z_]+(,[a-z_.0-9]+)+$/)]);
          tables.add(folder);
        }
      }
    }
    expect(tables).toContain("/org/usage.csv");
    expect(tables).toContain("/org/audit.csv");
    expect(tables).toContain("/statistics-data/[key]/[format]");
    expect(tables).toContain("/instance/export/[form]");
    expect(tables).toContain("/api/v1/instance/export");
  });

  /**
   * Every form, with a browser whose session it would use. Calls are authorized by a header, which no form can send; at
   * `/mcp` nobody is authorized.
   */
  const everyForm = () =>
    everyRoute().flatMap((name) => {
      const [method, folder = ""] = name.split(" ");
      if (method === "GET" || method === "OPTIONS" || /^\/(?:api\/|rpc\/|mcp$)/.test(folder)) return [];
      const access = roleMatrix[name];
      const holder = holders[pageOfForm(folder) ?? ""] ?? "instance";
      return (access?.at ?? [folder]).map((wanted) => ({
        path: fill(wanted, wanted),
        fields: access?.fields ?? {},
        client: (cookies.get(holder) as RoleClient).fork(newAddress()),
      }));
    });

  it("takes no form of another site, whoever's session it would use", async () => {
    const taken: string[] = [];
    for (const { path, fields, client } of everyForm()) {
      for (const from of [
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        { "sec-fetch-site": "", origin: "null" },
        { "sec-fetch-site": "", origin: "http://sibling.localhost" },
      ]) {
        const { status } = await client.post(path, fields, from);
        if (status !== 403) taken.push(`${path} from ${JSON.stringify(from)}: ${status}`);
      }
    }
    expect(taken).toEqual([]);
  });

  it("takes no form without the token of its section and its session", async () => {
    const stranger = createRoleClient(server.url, newAddress());
    const taken: string[] = [];
    for (const { path, fields, client } of everyForm()) {
      const another = path.startsWith("/instance") ? "/org" : "/instance";
      const wrong = {
        none: null,
        empty: "",
        "a stranger's": await stranger.formToken(path),
        "another section's": await client.formToken(another),
      };
      for (const [name, token] of Object.entries(wrong)) {
        const body = new URLSearchParams({ ...fields, ...(token === null ? {} : { "form-token": token }) });
        const { status } = await client.send("POST", path, {}, body);
        if (status !== 403) taken.push(`${path} with ${name} token: ${status}`);
      }
    }
    expect(taken).toEqual([]);
  });

  it("ends a session everywhere: a copy of its cookie opens nothing, and issues no key", async () => {
    const [where, token] = ["/org", a.token];
    const client = createRoleClient(server.url, newAddress());
    await signIn(client, where, token);
    const copy = client.fork(newAddress());
    const ownToken = await copy.formToken(where);
    expect((await copy.get("/org/usage")).status).toBe(200);
    await client.post("/org/sign-out");
    expect((await copy.get("/org/usage")).status).toBe(307);
    expect((await copy.get("/org/usage.csv")).status).toBe(401);
    const issued = await copy.post("/org/tokens/issue", { name: "x", "form-token": ownToken });
    expect(issued.headers.get("location")).toBe("/org");

    const operator = await operatorOf(server.url, newAddress());
    const stolen = operator.fork(newAddress());
    const key = await stolen.formToken("/operator");
    await operator.post("/operator/sign-out");
    const made = await stolen.post("/operator/organizations/canary-inc/issue-key", { "form-token": key });
    expect(made.headers.get("location")).toBe("/operator");
    const instance = await openInstance(ownInstanceId);
    const kept = instance.fork(newAddress());
    await instance.post("/instance/close");
    expect((await kept.get("/instance/timeline.json")).status).toBe(404);
  });

  it("shows a secret once, and to the session that made it", async () => {
    const client = createRoleClient(server.url, newAddress());
    await signIn(client, "/operator", operatorToken);
    const path = "/operator/organizations/globex";
    const issue = async () => {
      await client.post(`${path}/issue-key`);
      return client.fork(newAddress());
    };
    const isShown = async (who: RoleClient) => /dleo_[\w-]{43}/.test(await (await who.get(path)).text());
    const copy = await issue();
    expect([await isShown(client), await isShown(copy)]).toEqual([true, false]);
    const another = await issue();
    await signIn(another, "/operator", operatorToken);
    expect(await isShown(another)).toBe(false);
  });

  it("takes no form of the page before the sign-in, or of another session of the same person", async () => {
    const before = createRoleClient(server.url, newAddress());
    const early = await before.formToken("/org/sign-out");
    await signIn(before, "/org", a.token);
    const issue = (token: string) => before.post("/org/tokens/issue", { name: "x", "form-token": token });
    expect((await issue(early)).status).toBe(403);
    expect((await issue(await ada.formToken("/org"))).status).toBe(403);
    expect((await before.post("/org/tokens/issue", { name: "" })).status).toBe(303);
  });

  it("opens nothing of A's to whoever knows the instance's ID", async () => {
    const client = await openInstance(canaries.instanceId);
    for (const path of [
      "/instance",
      "/instance/events",
      "/instance/timeline.json",
      "/instance/export/ndjson",
    ]) {
      const response = await client.get(path);
      const text = await response.text();
      expect(text.includes(canaries.data), path).toBe(false);
      expect([200, 307, 404], path).toContain(response.status);
    }
    for (const path of ["", "/events", "/export", "/history", "/statistics"]) {
      const response = await createRoleClient(server.url, newAddress()).get(`/api/v1/instance${path}`, {
        authorization: `Bearer ${canaries.instanceId}`,
      });
      expect(response.status, path).toBe(404);
    }
  });

  it("has changed nothing of A's, and every look of support is in A's log", async () => {
    const lines = (await (await ada.get("/org/audit.ndjson")).text()).trim().split("\n").slice(1);
    const log = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === "entry");
    expect(new Set(log.map(({ actor, action }) => `${actor}: ${action}`))).toEqual(
      new Set([
        "operator: organization created",
        "operator: key issued",
        "operator: token issued",
        "engine: instance linked",
        "token Ada: signed in",
        "token Ada: sender issued",
        "token Ada: support granted",
        "token Ada: grant revoked",
        "support Grace: support looked",
      ]),
    );
    const looks = log.filter(({ action }) => action === "support looked");
    expect(looks.map(({ subject }) => subject).toSorted()).toEqual(
      ["Events", "Now", "Statistics", "a page of events", "live events"].map(
        (view) => `instance ${known.number}: ${view}`,
      ),
    );
    expect(new Set(looks.map(({ grant_id }) => grant_id))).toEqual(new Set([known.grantId]));
    expect(await idAfter(operator, "/operator", "Grace")).toBe(known.memberId);
  });

  it("renders every page of an organization with 11,000 instances in less than 300 KB", async () => {
    const token = await makeSecret(operator, `${ofLarge}/issue-token`, { name: "Lin" });
    secrets.push(token);
    const lin = createRoleClient(server.url, newAddress());
    await signIn(lin, "/org", token);
    const seen = new Set<string>();
    const visit = async (client: RoleClient, path: string) => {
      const answer = await client.get(path);
      const html = await answer.text();
      expect(answer.status, path).toBe(200);
      expect(html.length, path).toBeLessThan(300_000);
      return html;
    };
    const follow = async (client: RoleClient, path: string) => {
      const html = await visit(client, path);
      const more = [...html.matchAll(/href="([^"]+)"[^>]*>More</g)].map(([, href = ""]) =>
        href.replaceAll("&amp;", "&"),
      );
      for (const next of more) seen.add(next.replace(/#.*/, ""));
      for (const next of more) await visit(client, next);
    };
    for (const path of [
      "/org",
      "/org/usage",
      "/org/support",
      "/org/audit",
      "/org/tokens",
      "/org/instances/11000",
    ])
      await follow(lin, path);
    await follow(operator, ofLarge);
    await visit(lin, "/org?after=10980");
    expect([...seen]).toEqual([
      "/org?after=25",
      expect.stringMatching(/^\/org\/usage\?months=12&after=\d{4}-\d\d\.25$/),
      "/org/support?instances=25",
      `${ofLarge}?instances=25`,
    ]);
  });

  it("leaves no key and no token in the database or in the log", async () => {
    await server.stop();
    const database = await installation.open();
    const rows = await everyRow(database);
    await database.close();
    const texts = [...rows, server.output()];
    // Wrong sign-ins leave a line, without what was typed.
    for (const at of ["/org", "/support", "/operator"]) {
      expect(server.output()).toContain(`"at":"${at}","wrong":1,"limited":0`);
    }
    expect(server.output()).not.toContain("a wrong token");
    expect(texts.join("\n")).toContain(canaries.organization);
    for (const secret of secrets) {
      // Without what all secrets of a kind begin with.
      expect(texts.filter((text) => text.includes(secret.slice(5)))).toEqual([]);
    }
    expect(server.output()).not.toMatch(new RegExp(Object.values(canaries).join("|")));
  });
});
