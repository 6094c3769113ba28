import { connect } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { catalogue, keep } from "../lib/catalogue";
import { type Capture, readCaptures } from "../lib/catalogue/testing/captures";
import { secretsIn } from "../lib/catalogue/testing/secretsIn";
import { noDifferences, recount } from "../lib/ingest/testing/recount";
import { createOrganization } from "../lib/organizations/account/createOrganization";
import { actors } from "../lib/organizations/audit/actors";
import { issueKey } from "../lib/organizations/keys/issueKey";
import { type Installation, makeInstallation } from "./support/installation";
import { describeOnOne } from "./support/kinds";
import { type RunningServer, startServer } from "./support/server";

const captures = readCaptures();
const instanceId = "c6vq1tqs0qtc73dlqkpg";
const ofCustomer = { instance_id: "d0custmr0000000000g0", event_type: "snapshot_created" };

describeOnOne("every captured request, replayed over HTTP", (kind) => {
  let installation: Installation;
  let server: RunningServer;
  let metrics = "";
  const answers: { capture: Capture; status: number; body: unknown }[] = [];

  beforeAll(async () => {
    installation = await makeInstallation(kind);
    await makeCustomer(installation);
    const settings = { TRUSTED_PROXIES: "1", LOG_LEVEL: "debug", METRICS_TOKEN: metricsToken };
    server = await startServer({ ...installation.environment, ...settings });
    for (const [index, capture] of captures.entries()) {
      // Wrong keys are limited by client: each engine is another one.
      answers.push({ capture, ...(await replay(server.url, capture, `192.0.2.${index % 200}`)) });
    }
    metrics = await readMetrics(server.url);
    await server.stop();
  });
  afterAll(() => installation?.remove());

  it("is answered as an engine needs it", () => {
    expect(answers).toHaveLength(369);
    for (const { capture, status, body } of answers) {
      const what = `${capture.version} ${capture.event} ${capture.variant}`;
      if (!capture.event.startsWith("rpc/"))
        expect({ what, status, body }).toEqual({ what, status: 200, body: {} });
      else {
        const [code, wanted] = refusalOf(capture);
        expect({ what, status }).toEqual({ what, status: wanted });
        expect(body).toMatchObject({ code, message: expect.any(String), hint: "" });
        expect(body).toHaveProperty("details", expect.stringMatching(/./));
      }
    }
  });

  it("leaves exactly the rows that it should", async () => {
    const pseudonyms = installation.pseudonyms();
    const key = pseudonyms.instanceKey(instanceId);
    const expected = captures
      .filter((capture) => !capture.event.startsWith("rpc/"))
      .map((capture) => {
        const body = JSON.parse(capture.body);
        const type = catalogue.find(body.event_type);
        if (type === undefined) throw new Error(body.event_type);
        const data = keep(type, type.data.parse(body.event_data), (value) =>
          pseudonyms.identifier(key, value),
        );
        return canonical({ instance_key: key, event_type: type.name, data });
      });
    const database = await installation.open();
    try {
      const rows = await database.query<object>(
        "select instance_key, event_type, data from event where instance_key = $1",
        [key],
      );
      expect(rows.map(canonical).sort()).toEqual(expected.sort());
      expect(await recount(database)).toEqual(noDifferences);
      const refused = await database.query(
        "select reason, event_type, field, sum(refusals)::integer as refusals from refusal_day group by 1, 2, 3",
      );
      const wanted = new Map<string, number>();
      for (const capture of captures.filter(({ event }) => event.startsWith("rpc/"))) {
        const [reason] = refusalOf(capture);
        wanted.set(reason, (wanted.get(reason) ?? 0) + 1);
      }
      expect(refused).toHaveLength(wanted.size);
      for (const [reason, refusals] of wanted)
        expect(refused).toContainEqual({ reason, event_type: "", field: "", refusals });
      expect(await database.query("select * from unknown_field_day")).toEqual([]);
    } finally {
      await database.close();
    }
  });

  it("leaves no secret and no clear identifier in the database, the answers or the log", async () => {
    const secrets = [instanceId, ...secretsIn(captures)];
    expect(secrets.length).toBeGreaterThan(5);
    const database = await installation.open();
    const tables = await database.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    expect(tables.length).toBeGreaterThan(7);
    const contents: string[] = [];
    for (const { name } of tables) {
      contents.push(JSON.stringify(await database.query(`select t::text as line from "${name}" as t`)));
    }
    await database.close();
    const places = {
      database: contents.join("\n"),
      answers: JSON.stringify(answers.map(({ body }) => body)),
      log: server.output(),
      metrics,
    };
    expect(places.database).toContain("refresh_failed");
    for (const [place, text] of Object.entries(places)) {
      for (const secret of secrets)
        expect(text.includes(secret), `${secret.slice(0, 6)}… in the ${place}`).toBe(false);
    }
    for (const text of [places.log, metrics]) {
      for (const told of [
        "192.0.2.",
        customer.name,
        customer.alias,
        orgKey,
        ofCustomer.instance_id,
        metricsToken,
      ])
        expect(text.includes(told), told.slice(0, 6)).toBe(false);
    }
  });

  it("is counted, each call by its answer", () => {
    const counted = [...metrics.matchAll(/^telemetry_requests_total\{[^}]*\} (\d+)$/gm)];
    const total = counted.reduce((sum, [, count]) => sum + Number(count), 0);
    expect(total).toBe(answers.length + 1);
    const events = answers.filter(({ capture }) => !capture.event.startsWith("rpc/"));
    expect(metrics).toContain(
      `telemetry_requests_total{call="telemetry_event",status="200"} ${events.length + 1}`,
    );
    // What was written twice, because its first answer was late, is counted twice.
    const [, stored] = /^telemetry_events_total (\d+)$/m.exec(metrics) ?? [];
    expect(Number(stored)).toBeGreaterThanOrEqual(events.length + 1);
    expect(metrics).toMatch(/^telemetry_job_interval_seconds\{process="pages",job="statistics"\} 30$/m);
  });
});

/** What a call of an engine is answered whose key and token nobody issued: code and status. */
function refusalOf({ event, rawHeaders }: Capture): [code: string, status: number] {
  const needsKey = /^rpc\/(dblab_instance_register|telemetry_usage)$/.test(event);
  const hasKey = rawHeaders.includes("Org-Key") && event.startsWith("rpc/dblab_session");
  return [needsKey || hasKey ? "unknown_org_key" : "unknown_access_token", 401];
}

const metricsToken = "a token that opens metrics, of 32 or more";
const customer = { alias: "unmistakable-alias", name: "Unmistakable Limited", plan: "enterprise" };
let orgKey = "";

/** An organization with a key, under which one of its engines sends. */
async function makeCustomer(installation: Installation): Promise<void> {
  const database = await installation.open();
  const by = {
    database,
    pseudonyms: installation.pseudonyms(),
    actor: actors.operator,
    now: new Date(),
  };
  const { id: organizationId } = await createOrganization(by, customer);
  orgKey = (await issueKey(by, { organizationId })).value;
  await database.close();
}

async function readMetrics(url: string): Promise<string> {
  const sent = await fetch(`${url}/api/rpc/telemetry_event`, {
    method: "POST",
    headers: { "org-key": orgKey, "x-forwarded-for": "192.0.2.77" },
    body: JSON.stringify({ ...ofCustomer, event_data: {} }),
  });
  expect(sent.status).toBe(200);
  const ask = (token?: string) =>
    fetch(`${url}/metrics`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(404);
  expect((await ask(`${metricsToken}x`)).status).toBe(404);
  const answer = await ask(metricsToken);
  expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  // On a slow machine events wait on the disk for a while: what is looked for afterwards has to be in the database.
  const read = async () => (await ask(metricsToken)).text();
  await vi.waitFor(async () => expect(await read()).toMatch(/^telemetry_spool_events 0$/m), {
    timeout: 120_000,
    interval: 100,
  });
  await vi.waitFor(async () => expect(await read()).toMatch(/^telemetry_folds_waiting 0$/m), {
    timeout: 120_000,
    interval: 100,
  });
  return read();
}

/** Sends a request byte by byte as it was recorded, the headers' order and spelling, and no Content-Type; behind a proxy that adds who sent it. */
function replay(
  url: string,
  { method, path, rawHeaders, body }: Capture,
  client: string,
): Promise<{ status: number; body: unknown }> {
  const { hostname, port } = new URL(url);
  const headers = rawHeaders.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\r\n`)).join("");
  const socket = connect(Number(port), hostname);
  socket.write(`${method} ${path} HTTP/1.1\r\n${headers}X-Forwarded-For: ${client}\r\n\r\n${body}`);
  return new Promise((resolve, reject) => {
    let text = "";
    socket.setEncoding("utf8");
    socket.on("error", reject);
    socket.on("data", (part) => {
      text += part;
      const [head = "", answer = ""] = text.split("\r\n\r\n", 2);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
      if (Buffer.byteLength(answer) !== length) return;
      socket.destroy();
      resolve({ status: Number(head.split(" ", 2)[1]), body: JSON.parse(answer) });
    });
  });
}

function canonical(value: unknown): string {
  const sorted = (_: string, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part;
  return JSON.stringify(value, sorted);
}
