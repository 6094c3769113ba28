import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { baseHeaders } from "../lib/http/headers";
import { embeddedInstallation, type Installation } from "./support/installation";
import { createRoleClient, makeOrganization, operatorOf, operatorToken, signIn } from "./support/roleClient";
import { type RunningServer, startServer } from "./support/server";

let installation: Installation;
let server: RunningServer;

beforeAll(async () => {
  installation = await embeddedInstallation();
  server = await startServer({
    ...installation.environment,
    TRUSTED_PROXIES: "1",
    OPERATOR_TOKEN: operatorToken,
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  installation?.remove();
});

/** What a server says to lines that no client of ours sends. */
function say(lines: string): Promise<{ status: number; head: string }> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(lines));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () => {
      const [head = ""] = text.split("\r\n\r\n");
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head: head.toLowerCase() });
    });
  });
}
const ask = (line: string) => say(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);

it.each([
  ["GET /events/%ff", 400],
  ["GET /org/instances/%ff/events", 400],
  ["GET /statistics/%E0%A4", 400],
  ["GET /org/audit?before=%00", 400],
  ["TRACE /", 405],
  ["TRACE /api/v1/events", 405],
  ["OPTIONS *", 400],
  ["GET http://elsewhere.example/org", 400],
  ["GET /_next/image?url=%2Ficon.svg&w=64&q=75", 404],
  ["GET /_next/static/nothing.js", 404],
  ["GET /nothing", 404],
  ["GET /api/v1/nothing", 404],
  ["GET /api/v1/org", 401],
  ["DELETE /api/v1/events", 405],
  ["NONSENSE", 400],
])("%s is answered %i, with the headers of every answer", async (line, status) => {
  const answer = await ask(line);
  expect(answer.status).toBe(status);
  for (const name of Object.keys(baseHeaders)) expect(answer.head, name).toContain(`\r\n${name}: `);
});

it("a form with a NUL is refused, not broken by the database", async () => {
  const operator = await operatorOf(server.url, "198.51.100.1");
  const acme = await makeOrganization(operator, { alias: "acme", name: "Acme" });
  const ada = createRoleClient(server.url, "198.51.100.2");
  await signIn(ada, "/org", acme.token);
  expect((await ada.post("/org/tokens/issue", { name: "a\0b" })).status).toBe(400);
  expect((await operator.post("/operator/create", { alias: "b", name: "\0", plan: "standard" })).status).toBe(
    400,
  );
});

it("behind a proxy of ours that terminates TLS, links say https", async () => {
  const of = async (headers: Record<string, string>) => {
    const answer = await fetch(`${server.url}/openapi.json`, { headers });
    return (await answer.json()).servers[0].url;
  };
  expect(await of({ "x-forwarded-proto": "https" })).toMatch(/^https:/);
  expect(await of({})).toMatch(/^http:/);
});

it.each(["203.0.113.9", "203.0.114.9:5000", "[2001:db8:9::7]:5000"])(
  "a client at %s is one, whatever its port",
  async (form) => {
    const statuses = [];
    for (let time = 1; time <= 7; time += 1) {
      const answer = await fetch(`${server.url}/api/v1/instance`, {
        headers: {
          "x-forwarded-for": form.replace(/5000$/, String(50_000 + time)),
          authorization: "Bearer c000000000000000000a",
        },
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429]);
  },
);

it("over TLS cookies are this host's own", async () => {
  const answer = await fetch(`${server.url}/org`, { headers: { "x-forwarded-proto": "https" } });
  expect(answer.headers.get("set-cookie")).toMatch(/^__Host-dblab-form=[\w-]+; Path=\/; .*; Secure$/);
});
