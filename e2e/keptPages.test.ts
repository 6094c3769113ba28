import { request as ask } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declarePublicPages } from "../lib/declarePublicPages";
import { createPseudonyms } from "../lib/settings/pseudonyms";
import { readSettings } from "../lib/settings/settings";
import { countAll, fillInstallation, sendInto } from "./support/fillInstallation";
import { formTokenIn } from "./support/formToken";
import { embeddedInstallation, type Installation, makeInstallation } from "./support/installation";
import { makeOrganizations, type TestOrganization } from "./support/makeOrganizations";
import {
  createRoleClient,
  makeSecret,
  operatorOf,
  operatorToken,
  type RoleClient,
  signIn,
} from "./support/roleClient";
import { roleMatrix } from "./support/roleMatrix";
import { type RunningServer, startServer } from "./support/server";
import { fleetEvents, testInstanceId } from "./support/statisticEvents";

const publicUrl = "https://telemetry.example.org";

/** Every page, file and call that is asked for with GET, in each section of app/. */
const addresses = Object.entries(roleMatrix).flatMap(([route, { at }]) => {
  const [methods = "", folder = ""] = route.split(" ");
  // A stream of events has no end.
  return methods.split(",").includes("GET") && !folder.endsWith("/live") ? (at ?? [folder]) : [];
});

/** What is declared to be the same for everybody, as it is asked for. */
const declared = declarePublicPages({ isPrivate: false })
  .flatMap(({ paths }) => paths)
  // Each page is asked for as Markdown in below.test.ts; how it is kept, some show.
  .filter((path, index) => !path.endsWith(".md") || index % 12 === 0);

/** What a page may take of a reader's connection, in either form. */
const mostPackedBytes = 60_000;
/** And what it may be, unpacked, where it is of the API. */
const mostApiBytes = 150_000;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** As it is on the wire: nothing is unpacked. */
function get(url: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = ask(url, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.once("error", reject);
    asked.end();
  });
}

describe("an installation that publishes", () => {
  let installation: Installation;
  let server: RunningServer;
  let organization: TestOrganization;
  let operator: RoleClient;
  const clients = new Map<string, RoleClient>();
  const secrets: string[] = [operatorToken];

  beforeAll(async () => {
    installation = await embeddedInstallation();
    const environment: Record<string, string> = {
      ...installation.environment,
      PUBLIC_URL: publicUrl,
      TRUSTED_PROXIES: "1",
      OPERATOR_TOKEN: operatorToken,
    };
    const folder = environment.DATA_DIR ?? "";
    await fillInstallation(folder, environment, fleetEvents({ instances: 40, weeks: 4 }));
    const [made] = await makeOrganizations(folder, 1, createPseudonyms(installation.pepper()));
    if (made === undefined) throw new Error("no organization");
    organization = made;
    server = await startServer(environment);
    // Over TLS browsers send what they have to every page of this host.
    operator = await operatorOf(server.url, "20.0.0.1");
    const ada = createRoleClient(server.url, "20.0.1.1");
    await signIn(ada, "/org", organization.token);
    const member = await makeSecret(operator, "/operator/support/add", { name: "Grace" });
    const grace = createRoleClient(server.url, "20.0.2.1");
    await signIn(grace, "/support", member);
    const own = createRoleClient(server.url, "20.0.3.1");
    await own.post("/instance/open", { id: testInstanceId(1) });
    secrets.push(organization.token, organization.orgKey, member, testInstanceId(1));
    for (const [name, client] of Object.entries({ operator, ada, grace, own })) clients.set(name, client);
    clients.set("nobody", createRoleClient(server.url, "20.0.4.1"));
  }, 240_000);
  afterAll(async () => {
    await server?.stop();
    installation?.remove();
  });

  it("keeps nothing that knows a session, a form or a secret, whoever asks", {
    timeout: 600_000,
  }, async () => {
    const shared = new Set<string>();
    const wrong: string[] = [];
    for (const address of addresses.filter((one) => !one.includes("{"))) {
      const answers: { name: string; body: string; etag: string | null; control: string }[] = [];
      for (const [name, client] of clients) {
        const answer = await client.get(address);
        const body = await answer.text();
        const etag = answer.headers.get("etag");
        const control = answer.headers.get("cache-control") ?? "";
        answers.push({ name, body, etag, control });
        const isShared = /public/.test(control) || etag !== null;
        if (!isShared) continue;
        shared.add(address);
        if (answer.headers.getSetCookie().length > 0) wrong.push(`${address} sets a cookie for ${name}`);
        if (formTokenIn(body) !== "") wrong.push(`${address} has the form token of ${name}`);
        if (secrets.some((secret) => body.includes(secret))) wrong.push(`${address} has a secret of ${name}`);
        if (/^\/(?:instance|org|support|operator|relay|api\/v1\/(?:instance|org|erasures))\b/.test(address))
          wrong.push(`${address} is kept for ${name}`);
      }
      if (answers.some(({ etag }) => etag !== null) && !answers.every(({ etag }) => etag !== null)) {
        wrong.push(`${address} is kept for some alone`);
      }
    }
    expect(wrong).toEqual([]);
    expect(shared.size).toBeGreaterThan(25);
    // Forms and sessions were there to be kept.
    expect(formTokenIn(await (await operator.get("/operator")).text())).not.toBe("");
    expect(await (await operator.get("/operator")).text()).toContain(organization.alias);
  });

  it("gives no reader what another one asked with, and both the same page", async () => {
    const canary = "canary-of-a-reader";
    const path = "/events/clone_reset";
    const telling = {
      cookie: `dblab-organization=${canary}; theme=${canary}`,
      authorization: `Bearer ${canary}`,
      "user-agent": canary,
      "accept-language": canary,
      referer: `https://${canary}.example.org/`,
      host: `${canary}.example.org`,
      "x-forwarded-host": `${canary}.example.org`,
      "x-forwarded-for": "192.0.2.1",
    };
    const first = await get(server.url + path, telling);
    const second = await get(server.url + path);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.headers.etag).toMatch(/^W\/"/);
    expect(first.headers.etag).toBe(second.headers.etag);
    expect(first.body.equals(second.body)).toBe(true);
    expect(JSON.stringify([second.headers, second.body.toString()])).not.toContain(canary);
    expect(second.body.toString()).toContain(publicUrl);
  });

  it("keeps every address that is declared, in each form, for HEAD, and as 304, pages in 60 KB", {
    timeout: 600_000,
  }, async () => {
    const wrong: unknown[] = [];
    for (const path of declared) {
      const [plain, br, gzip] = [
        await get(server.url + path),
        await get(server.url + path, { "accept-encoding": "br" }),
        await get(server.url + path, { "accept-encoding": "gzip" }),
      ];
      const { etag = "", vary = "", "content-security-policy": policy = "" } = plain.headers;
      const unpacked = [
        br.headers["content-encoding"] === "br" ? brotliDecompressSync(br.body) : br.body,
        gzip.headers["content-encoding"] === "gzip" ? gunzipSync(gzip.body) : gzip.body,
      ];
      const known = await get(server.url + path, { "if-none-match": String(etag) });
      const head = await get(server.url + path, {}, "HEAD");
      const isWell =
        plain.status === 200 &&
        etag !== "" &&
        /Accept-Encoding/.test(String(vary)) &&
        // What is made anew meanwhile is another one.
        (known.status === 304 || path === "/") &&
        (known.status === 304 ? known.headers["content-security-policy"] === policy : true) &&
        head.body.length === 0 &&
        head.headers["content-length"] !== undefined &&
        !/nonce-|unsafe-inline' 'self|strict-dynamic/.test(String(policy));
      const isSame = path === "/" || unpacked.every((body) => body.equals(plain.body));
      const isHtml = plain.headers["content-type"]?.includes("text/html") ?? false;
      const packed = Math.max(br.body.length, gzip.body.length);
      if (isHtml && packed > mostPackedBytes) wrong.push({ path, packed });
      if (isHtml && /^\/api(?:\/|$)/.test(path) && plain.body.length > mostApiBytes)
        wrong.push({ path, bytes: plain.body.length });
      if (!isWell || !isSame)
        wrong.push({ path, status: plain.status, known: known.status, headers: plain.headers });
    }
    expect(wrong).toEqual([]);
    expect(declared.length).toBeGreaterThan(150);
  });

  it("answers the router of a page that is open with its data, not with the page", async () => {
    const path = "/statistics/engine-versions";
    const page = await get(server.url + path);
    const data = await get(`${server.url}${path}?_rsc=abc`, { rsc: "1" });
    const same = await get(server.url + path, { rsc: "1" });
    expect(page.headers["content-type"]).toContain("text/html");
    for (const answer of [data, same]) {
      expect(String(answer.headers["content-type"])).not.toContain("text/html");
      expect(answer.headers.etag).toBeUndefined();
    }
  });

  it("passes on what has other parameters, and answers it as ever", async () => {
    const answer = await get(`${server.url}/api?who=1`);
    expect([answer.status, answer.headers.etag]).toEqual([200, undefined]);
    expect(answer.headers["content-security-policy"]).toMatch(/'nonce-/);
    expect((await get(`${server.url}/statistics/none`)).status).toBe(404);
  });

  it("says over TLS alone that it is always there", async () => {
    const { headers } = await get(`${server.url}/opt-out`);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  });
});

describe("a private installation", () => {
  it("keeps what is made of the build, for each address at which it is seen, and no figures", async () => {
    const installation = await embeddedInstallation();
    const server = await startServer(installation.environment);
    try {
      for (const path of ["/", "/status", "/statistics", "/statistics/engine-versions", "/events"]) {
        const { status, headers } = await get(server.url + path);
        expect([path, status, headers.etag]).toEqual([path, 200, undefined]);
      }
      const at = (host: string) => get(`${server.url}/opt-out`, { host });
      const [first, second] = [await at("one.example.org"), await at("two.example.org")];
      expect(first.headers).toMatchObject({ etag: expect.any(String), "cache-control": "no-cache" });
      expect(first.body.toString()).toContain("one.example.org");
      expect(second.body.toString()).toContain("two.example.org");
      expect(second.body.toString()).not.toContain("one.example.org");
      expect(first.headers["strict-transport-security"]).toBeUndefined();
    } finally {
      await server.stop();
      installation.remove();
    }
  });
});

it("shows figures that another process counted, on a page that was kept", async () => {
  const installation = await makeInstallation("postgresql");
  const environment: Record<string, string> = { ...installation.environment, PUBLIC_URL: publicUrl };
  const server = await startServer(environment);
  try {
    const read = () => get(`${server.url}/statistics/engine-versions`);
    // A process that begins may be too busy to say which figures there are.
    await expect.poll(async () => (await read()).headers.etag).toBeDefined();
    const before = await read();
    expect(before.body.toString()).toContain("Not counted");
    expect((await read()).headers.etag).toBe(before.headers.etag);
    const database = await installation.open();
    const of = {
      settings: readSettings(environment),
      pepper: environment.INSTANCE_ID_PEPPER ?? installation.pepper(),
    };
    await sendInto(database, of, fleetEvents({ instances: 40, weeks: 4 }));
    await countAll(database, of);
    await expect.poll(async () => (await read()).body.toString()).not.toContain("Not counted");
    expect((await read()).headers.etag).not.toBe(before.headers.etag);
    await database.close();
  } finally {
    await server.stop();
    installation.remove();
  }
});
