import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { catalogue, keep } from "../lib/catalogue";
import { type Capture, readCaptures } from "../lib/catalogue/testing/captures";
import { noDifferences, recount } from "../lib/ingest/testing/recount";
import { type Installation, makeInstallation } from "./support/installation";
import { describeOnBoth } from "./support/kinds";
import { type RunningServer, startServer } from "./support/server";

const captures = readCaptures();
const instanceId = "c6vq1tqs0qtc73dlqkpg";

describeOnBoth("every captured request, replayed over HTTP", (kind) => {
  let installation: Installation;
  let server: RunningServer;
  const answers: { capture: Capture; status: number; body: unknown }[] = [];

  beforeAll(async () => {
    installation = await makeInstallation(kind);
    server = await startServer({ ...installation.environment, TRUSTED_PROXIES: "1", LOG_LEVEL: "debug" });
    for (const [index, capture] of captures.entries()) {
      // Wrong keys are limited by client: each engine is another one.
      answers.push({ capture, ...(await replay(server.url, capture, `192.0.2.${index % 200}`)) });
    }
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
      const rows = await database.query<object>("select instance_key, event_type, data from event");
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
    const secrets = secretsIn(captures);
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
    };
    expect(places.database).toContain("refresh_failed");
    for (const [place, text] of Object.entries(places)) {
      for (const secret of secrets)
        expect(text.includes(secret), `${secret.slice(0, 6)}… in the ${place}`).toBe(false);
    }
  });
});

/** What a call of an engine is answered whose key and token nobody issued: code and status. */
function refusalOf({ event, rawHeaders }: Capture): [code: string, status: number] {
  const needsKey = /^rpc\/(dblab_instance_register|telemetry_usage)$/.test(event);
  const hasKey = rawHeaders.includes("Org-Key") && event.startsWith("rpc/dblab_session");
  return [needsKey || hasKey ? "unknown_org_key" : "unknown_access_token", 401];
}

/** What must not be found again: header secrets, instance and clone IDs, branch names. */
function secretsIn(all: readonly Capture[]): string[] {
  const secrets = new Set<string>([instanceId]);
  for (const { rawHeaders, body } of all) {
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const value = rawHeaders[index + 1] ?? "";
      if (/^(access-token|org-key|authorization|selfassigned-instance-id)$/i.test(rawHeaders[index] ?? "")) {
        secrets.add(value);
      }
    }
    for (const found of body.matchAll(/"(?:id|name|token|project_name)":"([^"]{5,})"/g))
      secrets.add(found[1] ?? "");
  }
  return [...secrets];
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
