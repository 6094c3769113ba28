import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import { ensurePartitions } from "../../lib/database/partitions";
import { onDatabase } from "../../lib/database/testing/databases";
import { temporaryFolder } from "../../lib/database/testing/temporaryFolder";
import { createSecretLimit } from "../../lib/http/failureLimit";
import { writeEvents } from "../../lib/ingest/testing/writeEvents";
import { readOrganization } from "../../lib/organizations/account/readOrganization";
import { writeAuditFile } from "../../lib/organizations/audit/auditFile";
import { readCheckpointsJson } from "../../lib/organizations/audit/checkpoints/checkpointsJson";
import { createAuditSigner } from "../../lib/organizations/audit/checkpoints/signer";
import { readWholeAudit } from "../../lib/organizations/audit/readAudit";
import { closeMonths } from "../../lib/organizations/billing/closeMonths";
import { readUsageDocument } from "../../lib/organizations/billing/readUsageDocument";
import { usageDocumentCsv } from "../../lib/organizations/billing/usageDocumentCsv";
import { grantSupport } from "../../lib/organizations/grants/grantSupport";
import { openKeyRing } from "../../lib/organizations/keys/keyRing";
import { linkInstance } from "../../lib/organizations/links/linkInstance";
import { issueSender } from "../../lib/organizations/senders/issueSender";
import { findSupportMember } from "../../lib/organizations/support/findSupportMember";
import { contextFor } from "../../lib/organizations/testing/atWork";
import { findToken } from "../../lib/organizations/tokens/findToken";
import { listTokenEmails } from "../../lib/organizations/tokens/tokenEmail";
import { recordUsage } from "../../lib/organizations/usage/recordUsage";
import { createTrustedSenders } from "../../lib/senders/trustedSenders";
import { eventOf, testPseudonyms as pseudonyms } from "../../lib/statistics/testing/fleet";
import { publicly } from "../../lib/statistics/testing/publications";
import { adminCommands, usageText } from "./commands";
import { prepareAdmin } from "./runAdmin";

const start = new Date("2026-11-25T12:00:00Z");
const unknownId = "00000000-0000-4000-8000-000000000000";

/** What a command line that opens nothing comes to. */
function saidOf(...words: string[]) {
  const prepared = prepareAdmin(words);
  if (prepared.kind !== "said") throw new Error(`${words.join(" ")} was understood`);
  return prepared.outcome;
}

describe("a command line", () => {
  it("is explained", () => {
    expect(saidOf("help")).toEqual({ code: 0, stdout: usageText, stderr: "" });
    expect(saidOf()).toEqual({ code: 2, stdout: "", stderr: usageText });
    for (const { usage } of adminCommands) expect(usageText).toContain(`  ${usage}\n`);
  });

  it.each([
    ["org crete acme", "unknown command: org crete"],
    ["org create", "usage: org create <alias>"],
    ["org create acme --name Acme", "plan must be one of standard, enterprise"],
    ["org create acme --plan standard", "the name must have 1 to 200 characters"],
    ["org create acme --name Acme --plan standard --color red", "color"],
    ["org plan acme free", "plan must be one of"],
    ["org billing acme maybe", "state must be on or off"],
    ["org privilege acme soon", "the day must be YYYY-MM-DD, or empty"],
    ["instance link acme 12", "an instance ID has 20 characters"],
    ["key rotate acme --overlap-hours soon", "the hours must be a number from 0 to 2,160"],
    ["key rotate acme --overlap-hours 100000", "the hours must be a number from 0 to 2,160"],
    ["key revoke acme 1", "no valid key has this id"],
    ["instance unlink acme c6vq1tqs0qtc73dlqkpg", "no instance with this number"],
    ["token issue acme", "a token needs a name"],
    ["sender issue", "usage: sender issue <name>"],
    ["sender revoke 1", "id is no identifier of a sender"],
    ["instance exclude c6vq1tqs0qtc73dlqkpg", "instance_key is no hash of an instance"],
    ["health now", "usage: health"],
    ["usage", "the month must be YYYY-MM"],
    ["usage --month October --organization acme", "the month must be YYYY-MM"],
    ["usage --month 2026-10 --csv", "csv is of one organization"],
    ["statement correct acme 2026-10", "say why, in 3 to 500 characters"],
  ])("is refused before anything is opened: %s", (line, words) => {
    const { code, stdout, stderr } = saidOf(...line.split(" "));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).toContain("npm run admin -- help");
  });
});

const auditSigner = createAuditSigner("a secret of thirty-two characters");

onDatabase((open) => {
  const openWith = async (context: TestContext) => {
    const { database } = await open(context);
    await ensurePartitions(database, { now: start, retentionDays: 40 });
    let now = start;
    const admin = async (...words: string[]) => {
      const prepared = prepareAdmin(words);
      if (prepared.kind === "said") throw new Error(prepared.outcome.stderr);
      if (prepared.kind === "files") return prepared.run();
      return prepared.run({
        database,
        publication: publicly(),
        pseudonyms,
        auditSigner,
        prices: null,
        actor: "operator",
        now,
      });
    };
    return {
      database,
      admin,
      json: async (...words: string[]) => {
        const { code, stdout, stderr } = await admin(...words, "--json");
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        return JSON.parse(stdout);
      },
      pass: (hours: number) => {
        now = new Date(now.getTime() + hours * 3_600_000);
      },
      now: () => now,
      by: (actor?: string) => contextFor(database, now, actor),
    };
  };
  /** With the organization `acme`. */
  const openAcme = async (context: TestContext) => {
    const opened = await openWith(context);
    await opened.admin("org", "create", "acme", "--name", "Acme Inc", "--plan", "standard");
    const acme = await readOrganization(opened.by(), { alias: "acme" });
    if (acme === null) throw new Error("acme was not created");
    return {
      ...opened,
      acme,
      actions: async () =>
        (await readWholeAudit(opened.by(), { organizationId: acme.id })).map(
          ({ actor, action }) => `${actor}: ${action}`,
        ),
    };
  };

  it("creates an organization and changes its plan and billing", async (context) => {
    const { admin, json, actions } = await openAcme(context);
    expect((await admin("org", "list")).stdout).toMatch(
      /^alias +name +plan +billing +instances +valid keys\nacme +Acme Inc +standard +on +0 +0\n$/,
    );
    await admin("org", "plan", "acme", "enterprise");
    await admin("org", "billing", "acme", "off");
    await admin("key", "issue", "acme");
    expect(await json("org", "list")).toMatchObject([
      {
        alias: "acme",
        name: "Acme Inc",
        plan: "enterprise",
        billingActive: false,
        instances: 0,
        validKeys: 1,
      },
    ]);
    expect(await actions()).toEqual([
      "operator: organization created",
      "operator: plan changed",
      "operator: billing changed",
      "operator: key issued",
    ]);
    expect(await admin("org", "create", "acme", "--name", "x", "--plan", "standard")).toEqual({
      code: 1,
      stdout: "",
      stderr: "dblab-telemetry: the alias is taken: acme\n",
    });
    expect(await admin("key", "list", "globex")).toMatchObject({
      code: 1,
      stderr: "dblab-telemetry: there is no such organization: globex\n",
    });
  });

  it("issues, rotates and revokes keys that engines can use", async (context) => {
    const { admin, json, pass, by, acme } = await openAcme(context);
    const old = (await admin("key", "issue", "acme")).stdout.trim();
    expect(old).toMatch(/^dleo_[\w-]{43}$/);
    const fresh = await json("key", "rotate", "acme", "--overlap-hours", "2");
    const valid = async (key: string) => {
      const keyRing = await openKeyRing(by, () => {});
      const holder = await keyRing.find(key);
      await keyRing.close();
      return holder?.organizationId === acme.id;
    };
    expect([await valid(old), await valid(fresh.value)]).toEqual([true, true]);
    pass(3);
    expect([await valid(old), await valid(fresh.value)]).toEqual([false, true]);
    await admin("key", "revoke", "acme", fresh.id);
    expect(await valid(fresh.value)).toBe(false);
    expect(await admin("key", "revoke", "acme", fresh.id)).toMatchObject({ code: 1, stdout: "" });
    const { stdout } = await admin("key", "list", "acme");
    expect(stdout).toContain(`…${old.slice(-4)}`);
    expect(stdout).not.toContain(old);
    expect(stdout).not.toContain(fresh.value);
  });

  it("issues and revokes access tokens", async (context) => {
    const { admin, json, by, acme } = await openAcme(context);
    const { stdout, stderr } = await admin("token", "issue", "acme", "--name", "Ada", "--personal");
    const value = stdout.trim();
    expect(stderr).toContain("shown this once");
    expect(stderr).not.toContain(value);
    const holder = await findToken(by(), { value });
    expect(holder).toMatchObject({ organizationId: acme.id, name: "Ada", isPersonal: true });
    await admin("token", "revoke", "acme", holder?.tokenId ?? "");
    expect(await findToken(by(), { value })).toBeNull();
    expect(await json("token", "list", "acme")).toMatchObject([{ name: "Ada", hint: value.slice(-4) }]);
    const issued = await admin(
      "token",
      "issue",
      "acme",
      "--name",
      "Eve",
      "--personal",
      "--email",
      "eve@example.org",
    );
    expect(issued.stderr).not.toContain("eve@");
    expect([...(await listTokenEmails(by(), { organizationId: acme.id })).values()]).toEqual([
      "eve@example.org",
    ]);
    const ofNobody = await admin("token", "issue", "acme", "--name", "ci", "--email", "ci@example.org");
    expect(ofNobody).toMatchObject({ code: 1, stderr: expect.stringContaining("only a personal token") });
    expect(await admin("token", "revoke", "acme", unknownId)).toMatchObject({ code: 1 });
  });

  it("lists instances without what they are, and unlinks one by its number", async (context) => {
    const { admin, json, by, acme, actions } = await openAcme(context);
    const instanceId = "c6vq1tqs0qtc73dlqkpg";
    const link = await linkInstance(by(), {
      organizationId: acme.id,
      plan: "standard",
      key: pseudonyms.instanceKey(instanceId),
      instanceId,
      registration: { project: "shop" },
    });
    const number = String(link?.number);
    const { stdout } = await admin("instance", "list", "acme");
    expect(stdout).toMatch(new RegExp(`^number .*\n${number} +shop `));
    expect(stdout).not.toContain(instanceId);
    expect(JSON.stringify(await json("instance", "list", "acme"))).not.toContain(instanceId);
    expect(await admin("instance", "unlink", "acme", "999999")).toMatchObject({
      code: 1,
      stderr: "dblab-telemetry: the organization has no instance with this number: 999999\n",
    });
    expect((await admin("instance", "unlink", "acme", number)).code).toBe(0);
    expect(await json("instance", "list", "acme")).toEqual([]);
    expect(await actions()).toContain("operator: instance unlinked");
  });

  it("adds and removes members of support, and lists grants without what was sent", async (context) => {
    const { admin, json, by, acme } = await openAcme(context);
    const value = (await admin("support", "add", "Grace Hopper")).stdout.trim();
    const member = await findSupportMember(by(), { value });
    expect(member?.name).toBe("Grace Hopper");
    expect(await json("support", "list")).toMatchObject([{ id: member?.id, hint: value.slice(-4) }]);
    await admin("support", "remove", member?.id ?? "");
    expect(await findSupportMember(by(), { value })).toBeNull();

    expect((await admin("grant", "list")).stdout).toBe("no grants\n");
    const link = await linkInstance(by(), {
      organizationId: acme.id,
      plan: "standard",
      key: pseudonyms.instanceKey("c6vq1tqs0qtc73dlqkpg"),
      instanceId: "c6vq1tqs0qtc73dlqkpg",
      registration: null,
    });
    const number = link?.number ?? 0;
    await grantSupport(by("token Ada"), {
      organizationId: acme.id,
      reason: "slow clones",
      hours: 2,
      instances: [number],
    });
    expect(await json("grant", "list", "--org", "acme")).toMatchObject([
      { organization: "acme", state: "active", instances: 1, endsAt: "2026-11-25T14:00:00.000Z" },
    ]);
    expect((await admin("grant", "list")).stdout).not.toContain("slow clones");
    expect(await admin("grant", "list", "--org", "globex")).toMatchObject({ code: 1 });
  });

  it("trusts senders, whose tokens are shown once", async (context) => {
    const { database, admin, json, now } = await openWith(context);
    const issued = await admin("sender", "issue", "Relay of Acme");
    const value = issued.stdout.trim();
    expect(value).toMatch(/^dler_[\w-]{43}$/);
    expect(issued.stderr).toContain("shown this once");
    const [sender] = await json("sender", "list");
    expect(sender).toMatchObject({ name: "Relay of Acme", hint: value.slice(-4), revokedAt: null });
    expect((await admin("sender", "list")).stdout).not.toContain(value);
    const senders = createTrustedSenders({
      contextNow: () => ({ database, pseudonyms, now: now() }),
      limit: createSecretLimit({ perClient: 5, perNetwork: 20, perRegion: 100 }),
    });
    await senders.identify(value, null);
    expect((await admin("sender", "revoke", sender.id)).code).toBe(0);
    expect(await admin("sender", "revoke", sender.id)).toEqual({
      code: 1,
      stdout: "",
      stderr: `dblab-telemetry: no trusted sender has the id ${sender.id}\n`,
    });
  });

  it("sees whose a relay is, and ends an organization's with an entry in its log", async (context) => {
    const { admin, json, by, acme, actions } = await openAcme(context);
    const { id } = await issueSender(by("token Ada"), { organizationId: acme.id, name: "Relay in Bern" });
    expect(await json("sender", "list")).toMatchObject([{ id, organization: "acme", revokedAt: null }]);
    expect((await admin("sender", "revoke", id)).code).toBe(0);
    expect(await json("sender", "list")).toMatchObject([{ id, revokedAt: expect.any(String) }]);
    expect(await actions()).toContain("operator: sender revoked");
    expect(await admin("sender", "revoke", id)).toMatchObject({ code: 1 });
  });

  it("excludes instances from what is counted, and includes them again", async (context) => {
    const { database, admin, pass } = await openWith(context);
    const row = eventOf(1, "alert", { time: "2026-11-25T10:00:00Z" });
    await writeEvents(database, [row], { timeoutMs: 5_000, isRetry: false });
    const excludedAt = async () => {
      const rows = await database.query<{ excluded_at: Date | null }>("select excluded_at from instance");
      return rows.map(({ excluded_at }) => excluded_at?.toISOString() ?? null);
    };
    expect((await admin("instance", "exclude", row.instance_key)).code).toBe(0);
    pass(1);
    await admin("instance", "exclude", row.instance_key);
    // What it sends does not bring it back.
    const next = eventOf(1, "alert", { time: "2026-11-25T11:00:00Z" });
    await writeEvents(database, [next], { timeoutMs: 5_000, isRetry: false });
    expect(await excludedAt()).toEqual(["2026-11-25T12:00:00.000Z"]);
    expect((await admin("instance", "include", row.instance_key)).code).toBe(0);
    expect(await excludedAt()).toEqual([null]);
    expect(await admin("instance", "exclude", unknownId)).toMatchObject({
      code: 1,
      stderr: `dblab-telemetry: no instance is stored under ${unknownId}\n`,
    });
  });

  it("checks the audit log in the database, and says where it was changed", async (context) => {
    const { database, admin, json, acme } = await openAcme(context);
    await admin("key", "issue", "acme");
    await admin("key", "issue", "acme");
    expect(await json("audit", "check", "acme")).toEqual({ entries: 3, fault: null, signed: null });
    expect(await admin("audit", "check", "acme")).toMatchObject({
      stdout: "acme: The hashes of 3 entries fit one another; none of them is signed\n",
    });
    const rules = await database.query<{ rulename: string }>(
      "select rulename from pg_rules where tablename = 'audit_entry'",
    );
    for (const { rulename } of rules) await database.query(`drop rule "${rulename}" on audit_entry`);
    await database.query(
      "update audit_entry set actor = 'nobody' where number = 2 and organization_id = $1::integer",
      [acme.id],
    );
    expect(await admin("audit", "check", "acme")).toEqual({
      code: 1,
      stdout: "acme: entry 2 was changed or moved, or the one before it is missing\n",
      stderr: "",
    });
    await database.query("truncate audit_entry");
    expect(await admin("audit", "check", "acme")).toEqual({
      code: 1,
      stdout: "acme: entries from 1 to 3 are missing at the end\n",
      stderr: "",
    });
  });

  it("checks files of an audit log without a database", async (context) => {
    const { admin, by, acme, now } = await openAcme(context);
    await admin("key", "issue", "acme");
    const organizationId = acme.id;
    const folder = temporaryFolder();
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const log = await readWholeAudit(by(), { organizationId });
    const file = (entries: typeof log) =>
      writeAuditFile(entries, { organization: acme, form: "ndjson", now: now() });
    const signed = await readCheckpointsJson(by(), auditSigner, { organizationId });
    const [kept, key] = [write("kept.json", JSON.stringify(signed)), write("key.pem", auditSigner.publicKey)];
    const verify = async (path: string) => {
      const prepared = prepareAdmin(["audit", "verify", path, kept, key]);
      if (prepared.kind !== "files") throw new Error(prepared.kind);
      return prepared.run();
    };
    expect(await verify(write("log.ndjson", file(log)))).toEqual({
      code: 0,
      stdout: "Entries 1 to 2 are as they were signed at 2026-11-25T12:00:00.000Z\n",
      stderr: "",
    });
    expect(await verify(write("cut.ndjson", file(log.slice(0, 1))))).toEqual({
      code: 1,
      stdout: "entries from 2 to 2 are missing at the end\n",
      stderr: "",
    });
    expect(await verify(key)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("the log: not a file"),
    });
    expect(await verify(join(folder, "nothing"))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("cannot be read"),
    });
  });

  it("says what was used as the page and the file do, and corrects a statement", async (context) => {
    const { database, admin, json, by, acme, actions } = await openAcme(context);
    const organizationId = acme.id;
    const report = (hour: number) =>
      recordUsage(
        { database, now: new Date(Date.UTC(2026, 9, 5, hour)) },
        { key: unknownId, organizationId, usage: { cpu: 3, total_memory: 1_073_741_825, data_size: 7 } },
      );
    await report(1);
    const usage = ["usage", "--month", "2026-10", "--organization", "acme"];
    const document = await readUsageDocument({ ...by(), prices: null }, { organizationId, month: "2026-10" });
    expect(await json(...usage)).toEqual(document);
    expect((await admin(...usage, "--csv")).stdout).toBe(`${usageDocumentCsv(document).trimEnd()}\n`);
    expect((await admin(...usage)).stdout).toMatch(
      /\ntotal +1 instances +1 +0 +3 +1\.000 +0\.000 +0\.000\n$/,
    );
    const all = await admin("usage", "--month", "2026-10");
    expect(all.stdout).toMatch(/\nacme +standard +silent +1 +0 +3 +1\.000 /);
    expect(all.stdout).toContain("All: vCPU-hours 3, memory GiB-hours 1.000, data GiB-hours 0.000");
    expect((await admin("usage", "--month", "2026-09", "--organization", "acme")).stdout).toContain(
      "No instance was linked.",
    );

    await closeMonths({ context: by(), prices: null });
    expect((await admin("statement", "show", "acme", "1")).stdout).toContain("statement acme-0001");
    const correct = ["statement", "correct", "acme", "2026-10", "--reason", "a late report"];
    expect(await admin(...correct)).toMatchObject({ code: 1, stderr: expect.stringContaining("to correct") });
    await report(2);
    expect((await admin(...correct)).stdout).toBe("acme-0002 takes the place of acme-0001\n");
    expect(await json("statement", "list", "acme")).toMatchObject([
      { name: "acme-0002", corrects: 1 },
      { name: "acme-0001", correctedBy: 2 },
    ]);
    expect(await actions()).toContain("operator: statement corrected");
  });

  it("says what was accepted and refused", async (context) => {
    const { database, admin, json } = await openWith(context);
    await database.query(
      "insert into refusal_day (day, reason, event_type, field, refusals) values ('2026-11-25', 'invalid_json', '', '', 3)",
    );
    const { code, stdout } = await admin("health");
    expect(code).toBe(0);
    expect(stdout).toContain("0 events accepted and 3 requests or events refused in 28 days");
    expect(stdout).toMatch(/3 +400 +invalid_json/);
    expect(await json("health")).toMatchObject({
      database: { kind: database.kind },
      reasons: [{ reason: "invalid_json", refusals: 3 }],
    });
  });
});
