import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { execute, type ScratchPostgres, startScratchPostgres } from "../testing/scratchPostgres";
import { StartError } from "../types";
import { openPostgres } from "./openPostgres";

let server: ScratchPostgres | null = null;
let files: { root: string; other: string; cert: string; key: string };

/** Makes an authority, a certificate of it for `localhost`, one of a client, and another authority. */
function makeCertificates(folder: string) {
  const run = (...parameters: string[]) => {
    const { status, stderr } = spawnSync("openssl", parameters, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  const authority = (name: string) =>
    run(
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", `/CN=${name}`],
      ...["-keyout", `${name}.key`, "-out", `${name}.crt`],
    );
  const certificate = (name: string, subject: string, extensions: string) => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    run(
      ...["req", "-newkey", "rsa:2048", "-nodes", "-subj", `/CN=${subject}`],
      ...["-keyout", `${name}.key`, "-out", `${name}.csr`],
    );
    run(
      ...["x509", "-req", "-in", `${name}.csr`, "-CA", "root.crt", "-CAkey", "root.key", "-CAcreateserial"],
      ...["-days", "2", "-extfile", `${name}.ext`, "-out", `${name}.crt`],
    );
  };
  authority("root");
  authority("other");
  certificate("server", "localhost", "subjectAltName=DNS:localhost\n");
  certificate("client", "postgres", "extendedKeyUsage=clientAuth\n");
}

beforeAll(async () => {
  server = await startScratchPostgres();
  if (server === null) return;
  const [row] = (await execute(server.url, "show data_directory")) as { data_directory: string }[];
  const data = row?.data_directory ?? "";
  makeCertificates(data);
  const owner = statSync(join(data, "postgresql.conf"));
  for (const name of ["server.key", "server.crt", "root.crt"]) {
    chownSync(join(data, name), owner.uid, owner.gid);
    chmodSync(join(data, name), 0o600);
  }
  const at = (name: string) => join(data, name);
  files = { root: at("root.crt"), other: at("other.crt"), cert: at("client.crt"), key: at("client.key") };
  await execute(server.url, "alter system set ssl_ca_file = 'root.crt'");
  await execute(server.url, "create role admin superuser login");
  await setRules("host all all all trust");
  await setTls("on");
});
afterAll(() => server?.remove());

const given = ({ skip }: TestContext) => server ?? skip("no PostgreSQL server programs on this machine");

async function setTls(state: "on" | "off"): Promise<void> {
  if (server === null) return;
  await execute(server.url, `alter system set ssl = ${state}`);
  server.stop();
  server.start();
}

async function setRules(rules: string): Promise<void> {
  if (server === null) return;
  const url = server.url.replace("postgres@", "admin@");
  const [row] = (await execute(url, "show hba_file")) as { hba_file: string }[];
  writeFileSync(row?.hba_file ?? "", `host all admin all trust\n${rules}\n`);
  const readLoaded = () => execute(url, "select pg_conf_load_time()::text");
  const before = JSON.stringify(await readLoaded());
  await execute(url, "select pg_reload_conf()");
  while (JSON.stringify(await readLoaded()) === before)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

/** @returns whether the connection has TLS; or the words with which the start is refused */
async function connect(
  context: TestContext,
  parameters: string,
  host = "localhost",
): Promise<boolean | string> {
  const { port } = given(context);
  try {
    const database = await openPostgres(`postgresql://postgres@${host}:${port}/postgres?${parameters}`);
    const [row] = await database.query<{ ssl: boolean }>(
      "select ssl from pg_stat_ssl where pid = pg_backend_pid()",
    );
    await database.close();
    return row?.ssl ?? "";
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }
}

describe("sslmode means what it means to libpq", () => {
  it("where the server has TLS", async (context) => {
    const { root, other } = files ?? given(context);
    expect(await connect(context, "")).toBe(true);
    expect(await connect(context, "sslmode=disable")).toBe(false);
    expect(await connect(context, "sslmode=allow")).toBe(false);
    expect(await connect(context, "sslmode=prefer")).toBe(true);
    // Whoever the certificate is of.
    expect(await connect(context, "sslmode=require")).toBe(true);
    expect(await connect(context, "sslmode=require", "127.0.0.1")).toBe(true);
    expect(await connect(context, `sslmode=require&sslrootcert=${root}`, "127.0.0.1")).toBe(true);
    expect(await connect(context, `sslmode=require&sslrootcert=${other}`)).toMatch(/certificate/);
    expect(await connect(context, `sslmode=verify-ca&sslrootcert=${root}`, "127.0.0.1")).toBe(true);
    expect(await connect(context, `sslmode=verify-ca&sslrootcert=${other}`)).toMatch(/certificate/);
    expect(await connect(context, `sslmode=verify-full&sslrootcert=${root}`)).toBe(true);
    expect(await connect(context, `sslmode=verify-full&sslrootcert=${root}`, "127.0.0.1")).toMatch(
      /does not match/,
    );
    expect(await connect(context, "sslrootcert=system")).toMatch(/certificate/);
  });

  it("where the server's rules want TLS, refuse it, or want a client's certificate", async (context) => {
    given(context);
    onTestFinished(() => setRules("host all all all trust"));
    await setRules("hostssl all all all trust");
    expect(await connect(context, "sslmode=disable")).toMatch(/does not let the user "postgres" in/);
    expect(await connect(context, "sslmode=allow")).toBe(true);
    await setRules("hostnossl all all all trust");
    expect(await connect(context, "sslmode=require")).toMatch(/does not let the user "postgres" in/);
    expect(await connect(context, "")).toBe(false);
    await setRules("hostnossl all all all trust\nhostssl all all all cert");
    const { cert, key } = files;
    expect(await connect(context, `sslmode=require&sslcert=${cert}&sslkey=${key}`)).toBe(true);
    expect(await connect(context, "sslmode=require")).toMatch(/does not let the user "postgres" in/);
  });

  it("where the server has none", async (context) => {
    given(context);
    await setTls("off");
    onTestFinished(() => setTls("on"));
    expect(await connect(context, "")).toBe(false);
    expect(await connect(context, "sslmode=allow")).toBe(false);
    expect(await connect(context, "sslmode=require")).toMatch(/does not support SSL/);
    expect(await connect(context, `sslmode=verify-full&sslrootcert=${files.root}`)).toMatch(
      /does not support SSL/,
    );
  });
});

it("a certificate that is not the right one is no server that is away", async (context) => {
  const { port } = given(context);
  const url = `postgresql://postgres@localhost:${port}/postgres?sslmode=verify-full&sslrootcert=${files.other}`;
  await expect(openPostgres(url, undefined, { mayBeAway: true })).rejects.toBeInstanceOf(StartError);
});
