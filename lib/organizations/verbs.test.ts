import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exampleInstanceIds } from "../catalogue";
import { onDatabase } from "../database/testing/databases";
import { everyRow } from "../database/testing/everyRow";
import { writeEvents } from "../ingest/testing/writeEvents";
import { eventOf } from "../statistics/testing/fleet";
import { changeBilling } from "./account/changeBilling";
import { changePlan } from "./account/changePlan";
import { changePrivilege } from "./account/changePrivilege";
import { createOrganization } from "./account/createOrganization";
import { actors } from "./audit/actors";
import { readWholeAudit } from "./audit/readAudit";
import { closeMonth, correctStatement } from "./billing/makeStatement";
import { grantSupport } from "./grants/grantSupport";
import { revokeGrant } from "./grants/revokeGrant";
import { issueKey } from "./keys/issueKey";
import { revokeKey } from "./keys/revokeKey";
import { rotateKey } from "./keys/rotateKey";
import { claimInstance } from "./links/claimInstance";
import { eraseLinkedInstance } from "./links/eraseLinkedInstance";
import { undoLinkedErasure } from "./links/undoLinkedErasure";
import { unlinkInstance } from "./links/unlinkInstance";
import type { OrganizationContext } from "./rules/context";
import type { OrganizationProblemName } from "./rules/organizationProblem";
import { issueSender } from "./senders/issueSender";
import { revokeSender } from "./senders/revokeSender";
import { beginSession } from "./signIn/signIn";
import { lookAsSupport } from "./support/lookAsSupport";
import { openTwo, start } from "./testing/atWork";
import { issueToken } from "./tokens/issueToken";
import { revokeToken } from "./tokens/revokeToken";
import { eraseTokenEmail } from "./tokens/tokenEmail";
import { recordUsage } from "./usage/recordUsage";
import { addWebhook, removeWebhook, testWebhook } from "./webhooks/changeWebhooks";

/** Of which three events are stored. */
const instanceId = "c0000000000000000001";

/** A verb with everything that it needs in place, and what it must leave in the log of `acme`. */
interface Prepared {
  readonly act: (context: OrganizationContext) => Promise<unknown>;
  readonly entry: { readonly action: string; readonly subject: unknown };
  readonly actor?: string;
  readonly grantId?: unknown;
}

type Two = Awaited<ReturnType<typeof openTwo>>;

const erased = async ({ by, acme: { id: organizationId }, link, database }: Two) => {
  const { number } = await link(organizationId, instanceId);
  const times = ["08", "09", "10"].map((hour) => `2026-11-25T${hour}:00:00Z`);
  await writeEvents(
    database,
    times.map((time) => eventOf(1, "engine_started", { time })),
    { timeoutMs: 5_000, isRetry: false },
  );
  const erase = (context: OrganizationContext) =>
    eraseLinkedInstance(context, { organizationId, number, confirm: instanceId, refuse: "on" });
  return { by, organizationId, number, erase };
};

const granted = async ({ by, acme: { id: organizationId }, link }: Two) => {
  const { number } = await link(organizationId, instanceId);
  const wanted = { organizationId, reason: "slow clones", hours: 2, instances: [String(number)] };
  return { organizationId, number, grant: (context = by()) => grantSupport(context, wanted) };
};

const hook = { url: "https://hooks.example.org/a-secret", events: ["alert.received"], silentHours: 24 };

const reportedInOctober = (database: Two["database"], organizationId: number, hour = 1) =>
  recordUsage(
    { database, now: new Date(Date.UTC(2026, 9, 5, hour)) },
    { key: unknownId, organizationId, usage: { cpu: 3, total_memory: 1, data_size: 1 } },
  );

/** Every verb that writes into an organization's log. */
const verbs: Readonly<Record<string, (two: Two) => Promise<Prepared>>> = {
  async createOrganization() {
    return {
      act: (context) =>
        createOrganization(context, { alias: " initech ", name: " Initech ", plan: "standard" }),
      entry: { action: "organization created", subject: "Initech, standard" },
    };
  },
  async changePlan({ acme: { id: organizationId }, link }) {
    await link(organizationId, instanceId);
    return {
      act: (context) => changePlan(context, { organizationId, plan: "enterprise" }),
      entry: { action: "plan changed", subject: "enterprise" },
    };
  },
  async changeBilling({ acme: { id: organizationId } }) {
    return {
      act: (context) => changeBilling(context, { organizationId, state: "off" }),
      entry: { action: "billing changed", subject: "not active" },
    };
  },
  async changePrivilege({ acme: { id: organizationId } }) {
    return {
      act: (context) => changePrivilege(context, { organizationId, until: "2027-01-31" }),
      entry: { action: "privilege changed", subject: "2027-01-31" },
    };
  },
  async eraseTokenEmail({ by, acme: { id: organizationId } }) {
    const wanted = { organizationId, name: "Ada", isPersonal: true, email: "ada@example.org" };
    const { id } = await issueToken(by(), wanted);
    return {
      act: (context) => eraseTokenEmail(context, { organizationId, id }),
      entry: { action: "email erased", subject: "Ada" },
    };
  },
  async issueKey({ acme: { id: organizationId } }) {
    return {
      act: (context) => issueKey(context, { organizationId }),
      entry: { action: "key issued", subject: expect.stringMatching(/^key ….{4}$/) },
    };
  },
  async rotateKey({ by, acme: { id: organizationId } }) {
    await issueKey(by(), { organizationId });
    return {
      act: (context) => rotateKey(context, { organizationId, hours: "1.5" }),
      entry: {
        action: "key rotated",
        subject: expect.stringMatching(/^key ….{4}; the others end at 2026-11-25T13:30:00\.000Z$/),
      },
    };
  },
  async revokeKey({ by, acme: { id: organizationId } }) {
    const { id, value } = await issueKey(by(), { organizationId });
    return {
      act: (context) => revokeKey(context, { organizationId, id }),
      entry: { action: "key revoked", subject: `key …${value.slice(-4)}` },
    };
  },
  async issueToken({ acme: { id: organizationId } }) {
    return {
      act: (context) => issueToken(context, { organizationId, name: " Ada ", isPersonal: "on" }),
      entry: { action: "token issued", subject: "Ada" },
    };
  },
  async issueSender({ acme: { id: organizationId } }) {
    return {
      act: (context) => issueSender(context, { organizationId, name: " Relay " }),
      entry: { action: "sender issued", subject: "Relay" },
    };
  },
  async revokeSender({ by, acme: { id: organizationId } }) {
    const { id } = await issueSender(by(), { organizationId, name: "Relay" });
    return {
      act: (context) => revokeSender(context, { organizationId, id }),
      entry: { action: "sender revoked", subject: "Relay" },
    };
  },
  async revokeToken({ by, acme: { id: organizationId } }) {
    const { id } = await issueToken(by(), { organizationId, name: "Ada", isPersonal: false });
    return {
      act: (context) => revokeToken(context, { organizationId, id }),
      entry: { action: "token revoked", subject: "Ada" },
    };
  },
  async beginSession({ by, acme: { id: organizationId } }) {
    const { value } = await issueToken(by(), { organizationId, name: "Ada", isPersonal: false });
    return {
      act: (context) => beginSession(context, { value }),
      entry: { action: "signed in", subject: "the organization's pages" },
      actor: "token Ada",
    };
  },
  async linkInstance({ acme: { id: organizationId }, link }) {
    return {
      act: () => link(organizationId, instanceId, "staging"),
      entry: { action: "instance linked", subject: expect.stringMatching(/^instance \d+$/) },
      actor: "engine",
    };
  },
  async unlinkInstance(two) {
    const { organizationId, number, grant } = await granted(two);
    await grant();
    return {
      act: (context) => unlinkInstance(context, { organizationId, number: String(number) }),
      entry: { action: "instance unlinked", subject: `instance ${number}` },
    };
  },
  async eraseLinkedInstance(two) {
    const { number, erase } = await erased(two);
    return {
      act: erase,
      entry: { action: "instance erased", subject: `instance ${number}; later events are refused` },
    };
  },
  async undoLinkedErasure(two) {
    const { by, organizationId, number, erase } = await erased(two);
    await erase(by());
    return {
      act: (context) => undoLinkedErasure(context, { organizationId, number }),
      entry: { action: "erasure undone", subject: `instance ${number}` },
    };
  },
  async grantSupport(two) {
    const { number, grant } = await granted(two);
    return {
      act: grant,
      entry: {
        action: "support granted",
        subject: `instance ${number}, until 2026-11-25T14:00:00.000Z: slow clones`,
      },
      grantId: expect.any(String),
    };
  },
  async revokeGrant(two) {
    const { organizationId, grant } = await granted(two);
    const id = await grant();
    return {
      act: (context) => revokeGrant(context, { organizationId, id }),
      entry: { action: "grant revoked", subject: "support may look no longer" },
      grantId: id,
    };
  },
  async closeMonth({ acme: { id: organizationId }, database }) {
    await reportedInOctober(database, organizationId);
    return {
      act: (context) => closeMonth(context, { organizationId, month: "2026-10", prices: null }),
      entry: {
        action: "statement made",
        subject: expect.stringMatching(/^acme-0001 for 2026-10, SHA-256 [0-9a-f]{64}$/),
      },
    };
  },
  async correctStatement({ by, acme: { id: organizationId }, database }) {
    const wanted = { organizationId, month: "2026-10", prices: null };
    await reportedInOctober(database, organizationId);
    await closeMonth(by(), wanted);
    await reportedInOctober(database, organizationId, 2);
    return {
      act: (context) => correctStatement(context, { ...wanted, reason: "a late report" }),
      entry: {
        action: "statement corrected",
        subject: expect.stringMatching(/^acme-0002 for .*, in place of acme-0001: a late report$/),
      },
    };
  },
  async addWebhook({ acme: { id: organizationId } }) {
    return {
      act: (context) => addWebhook(context, { organizationId, ...hook }),
      entry: { action: "webhook added", subject: "hooks.example.org" },
    };
  },
  async testWebhook({ by, acme: { id: organizationId } }) {
    const { id } = await addWebhook(by(), { organizationId, ...hook });
    return {
      act: (context) => testWebhook(context, { organizationId, id }),
      entry: { action: "webhook tested", subject: "hooks.example.org" },
    };
  },
  async removeWebhook({ by, acme: { id: organizationId } }) {
    const { id } = await addWebhook(by(), { organizationId, ...hook });
    return {
      act: (context) => removeWebhook(context, { organizationId, id }),
      entry: { action: "webhook removed", subject: "hooks.example.org" },
    };
  },
  async lookAsSupport(two) {
    const { number, grant } = await granted(two);
    const grantId = await grant();
    return {
      act: (context) => lookAsSupport(context, { alias: "acme", number, view: "Events" }),
      entry: { action: "support looked", subject: `instance ${number}: Events` },
      grantId,
    };
  },
};

it("are all here", () => {
  const declared = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) => {
      const source = readFileSync(join(import.meta.dirname, file), "utf8");
      return [...source.matchAll(/^export const (\w+) = audited\(/gm)].map(([, name]) => name);
    });
  expect(declared.toSorted()).toEqual(Object.keys(verbs).toSorted());
});

const unknownId = "00000000-0000-4000-8000-000000000000";

onDatabase((open) => {
  describe.each(Object.entries(verbs))("%s", (_, prepare) => {
    it("leaves one entry in the organization's log", async (test) => {
      const two = await openTwo(open, test);
      const { act, entry, actor = "token Grace", grantId = null } = await prepare(two);
      const logs = async () => {
        const organizations = await two.database.prisma.organization.findMany({ orderBy: { id: "asc" } });
        return Promise.all(organizations.map(({ id }) => readWholeAudit(two.by(), { organizationId: id })));
      };
      const before = await logs();
      await act(two.by(actors.token({ name: "Grace" })));
      const added = (await logs()).flatMap((log, index) => log.slice(before[index]?.length ?? 0));
      expect(added).toEqual(
        [{ ...entry, actor, grantId, at: start.toISOString(), number: expect.any(Number) }].map((one) =>
          expect.objectContaining(one),
        ),
      );
    });

    it("does nothing where the log cannot be written", async (test) => {
      const two = await openTwo(open, test);
      const { act } = await prepare(two);
      const before = await everyRow(two.database);
      await two.database.query("alter table audit_entry add constraint refused check (number < 0) not valid");
      await expect(act(two.by())).rejects.toMatchObject({ sqlState: "23514" });
      await two.database.query("alter table audit_entry drop constraint refused");
      expect(await everyRow(two.database)).toEqual(before);
      await act(two.by());
      expect(await everyRow(two.database)).not.toEqual(before);
    });
  });

  it("refuse what cannot be, say why, and change nothing", async (test) => {
    const { database, by, acme, globex } = await openTwo(open, test);
    const organizationId = acme.id;
    const { id } = await issueKey(by(), { organizationId });
    const relay = await issueSender(by(), { organizationId, name: "Relay" });
    const before = await everyRow(database);
    const wishes: readonly (readonly [OrganizationProblemName, () => Promise<unknown>])[] = [
      ["plan", () => changePlan(by(), { organizationId, plan: "free" })],
      ["plan", () => changePlan(by(), { organizationId, plan: null })],
      ["billing", () => changeBilling(by(), { organizationId, state: "maybe" })],
      ["until", () => changePrivilege(by(), { organizationId, until: null })],
      ["instance-id", () => claimInstance(by(), { organizationId, instanceId: "mine" })],
      ["instance-id", () => claimInstance(by(), { organizationId, instanceId: null })],
      ["of-another", () => claimInstance(by(), { organizationId, instanceId: exampleInstanceIds[0] })],
      ["hours", () => rotateKey(by(), { organizationId, hours: "-1" })],
      ["hours", () => rotateKey(by(), { organizationId, hours: "2161" })],
      // As zero, they would end every key at once.
      ["hours", () => rotateKey(by(), { organizationId, hours: "" })],
      ["hours", () => rotateKey(by(), { organizationId, hours: null })],
      ["no-key", () => revokeKey(by(), { organizationId, id: "' or 1=1" })],
      ["no-key", () => revokeKey(by(), { organizationId: globex.id, id })],
      ["token-name", () => issueToken(by(), { organizationId, name: " ", isPersonal: "on" })],
      ["no-token", () => revokeToken(by(), { organizationId, id: unknownId })],
      ["sender-name", () => issueSender(by(), { organizationId, name: "" })],
      ["no-sender", () => revokeSender(by(), { organizationId, id: unknownId })],
      ["no-sender", () => revokeSender(by(), { organizationId: globex.id, id: relay.id })],
      ["no-instance", () => unlinkInstance(by(), { organizationId, number: "99999999999" })],
      ["no-instance", () => unlinkInstance(by(), { organizationId, number: "999999999" })],
      ["no-instance", () => undoLinkedErasure(by(), { organizationId, number: "7" })],
      ["no-grant", () => revokeGrant(by(), { organizationId, id: unknownId })],
      ["month", () => closeMonth(by(), { organizationId, month: "2026-13", prices: null })],
      ["month-open", () => closeMonth(by(), { organizationId, month: "2026-11", prices: null })],
      ["no-usage", () => closeMonth(by(), { organizationId, month: "2026-10", prices: null })],
      [
        "no-statement",
        () => correctStatement(by(), { organizationId, month: "2026-10", prices: null, reason: "why" }),
      ],
      [
        "statement-reason",
        () => correctStatement(by(), { organizationId, month: "2026-10", prices: null, reason: " " }),
      ],
      ["grant-reason", () => grantSupport(by(), { organizationId, reason: "x", hours: 1, instances: ["1"] })],
      ["not-linked", () => grantSupport(by(), { organizationId, reason: "why", hours: 1, instances: ["1"] })],
    ];
    for (const [problem, wish] of wishes) await expect(wish(), problem).rejects.toMatchObject({ problem });
    expect(await everyRow(database)).toEqual(before);
  });
});
