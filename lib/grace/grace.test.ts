import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { onDatabase } from "../database/testing/databases";
import { type Database, DatabaseUnavailable } from "../database/types";
import { issueKey } from "../organizations/keys/issueKey";
import { revokeKey } from "../organizations/keys/revokeKey";
import { captured, openTwo } from "../organizations/testing/atWork";
import { issueToken } from "../organizations/tokens/issueToken";
import { revokeToken } from "../organizations/tokens/revokeToken";
import { issueSender } from "../senders/issueSender";
import { hashOf } from "../settings/makeSecret";
import { createSealer } from "../settings/sealer";
import { testPseudonyms as pseudonyms } from "../statistics/testing/fleet";
import { type GraceOptions, openGrace } from "./openGrace";

const away = new Proxy({} as Database["prisma"], {
  get() {
    throw new DatabaseUnavailable("away");
  },
});
const pepper = "a pepper of thirty-two characters";
const hash = (value: string) => hashOf({ pseudonyms }, value);

onDatabase((open) => {
  async function openKnown(test: TestContext) {
    const two = await openTwo(open, test);
    const { by, acme } = two;
    const organizationId = acme.id;
    const folder = mkdtempSync(join(tmpdir(), "grace-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "known.sealed");
    const start = async (options: Partial<GraceOptions> = {}) => {
      const grace = await openGrace({
        database: two.database,
        path,
        sealer: createSealer(pepper, "grace"),
        hours: 72,
        now: two.now,
        onError: (error) => {
          throw error;
        },
        ...options,
      });
      onTestFinished(() => grace.close());
      return grace;
    };
    const key = await issueKey(by(), { organizationId });
    const email = "ada@example.org";
    const token = await issueToken(by(), { organizationId, name: "Ada", isPersonal: true, email });
    const sender = await issueSender(by(), { name: "Relay" });
    const link = await two.link(organizationId, captured, "staging");
    return { ...two, folder, path, start, organizationId, key, token, sender, link, linkAgain: two.link };
  }
  const offline = { database: { prisma: away } };

  describe("what is known", () => {
    it("is the same after a start without the database, and nothing of it lies in clear", async (test) => {
      const { start, path, folder, acme, key, token, sender, link } = await openKnown(test);
      const before = (await start()).known();
      const known = (await start(offline)).known();
      expect(known).toEqual(before);
      expect(known.organizations.get(acme.id)).toMatchObject({ alias: "acme", billingActive: true });
      expect(known.keys.get(hash(key.value))?.organizationId).toBe(acme.id);
      expect(pseudonyms.unseal(known.tokens.get(hash(token.value))?.sealedEmail ?? "")).toBe(
        "ada@example.org",
      );
      expect(known.senders.get(hash(sender.value))).toMatchObject({ id: sender.id, organizationId: null });
      expect(known.links.get(link.key)).toMatchObject({ organizationId: acme.id, number: link.number });
      expect(known.projects).toMatchObject([{ name: "staging" }]);
      const text = readFileSync(path, "latin1");
      for (const clear of ["acme", "Acme", "staging", link.key, captured, hash(key.value), key.value])
        expect(text).not.toContain(clear);
      expect(readdirSync(folder)).toEqual(["known.sealed"]);
    });

    it("forgets what was ended as soon as that is read, in the file too", async (test) => {
      const { start, by, organizationId, key, token } = await openKnown(test);
      const grace = await start();
      await revokeKey(by(), { organizationId, id: key.id });
      await revokeToken(by(), { organizationId, id: token.id });
      await grace.refresh();
      for (const { known } of [grace, await start(offline)]) {
        expect(known().keys.size).toBe(0);
        expect(known().tokens.size).toBe(0);
      }
    });

    it("learns of a new link within a minute", async (test) => {
      const { start, linkAgain, globex, pass } = await openKnown(test);
      const grace = await start();
      const { key } = await linkAgain(globex.id, "c6vq1tqs0qtc73dlqkq0");
      pass(1 / 60);
      await grace.refresh();
      expect(grace.known().links.get(key)?.organizationId).toBe(globex.id);
    });

    it("is believed for as long as is said, by its own time, and not before", async (test) => {
      const { start, pass } = await openKnown(test);
      await start();
      const grace = await start({ ...offline, hours: 2 });
      pass(2);
      expect(grace.known().keys.size).toBe(1);
      pass(0.1);
      expect(() => grace.known()).toThrow(DatabaseUnavailable);
      pass(-5);
      expect(() => grace.known()).toThrow(DatabaseUnavailable);
    });

    it("is written again after a while although nothing changed: its age counts", async (test) => {
      const { start, pass, path } = await openKnown(test);
      const grace = await start();
      const first = readFileSync(path, "utf8");
      await grace.refresh();
      expect(readFileSync(path, "utf8")).toBe(first);
      pass(0.1);
      await grace.refresh();
      expect(readFileSync(path, "utf8")).not.toBe(first);
    });
  });

  it.each([
    ["was changed", (text: string) => text.replace(/.(?=\n$)/, (last) => (last === "A" ? "B" : "A"))],
    ["was cut", (text: string) => text.slice(0, 200)],
    ["is of another form", (text: string) => text.replace(" 1\n", " 2\n")],
    ["is empty", () => ""],
  ])("a file that %s is named and ignored", async (_, harm) => {
    // What is read of the file has nothing to do with the kind of database.
    const folder = mkdtempSync(join(tmpdir(), "grace-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "known.sealed");
    const errors: string[] = [];
    const options = {
      path,
      sealer: createSealer(pepper, "grace"),
      hours: 72,
      onError: (_: unknown, what: string) => errors.push(what),
    };
    const empty = { findMany: async () => [] };
    const prisma = new Proxy({} as Database["prisma"], { get: () => empty });
    await (await openGrace({ ...options, database: { prisma } })).close();
    writeFileSync(path, harm(readFileSync(path, "utf8")));
    const grace = await openGrace({ ...options, database: { prisma: away } });
    expect(errors).toEqual([`${path} is ignored: it could not be read`]);
    expect(() => grace.known()).toThrow(DatabaseUnavailable);
  });

  it("0 hours switch it off, and leave no file", async (test) => {
    const { start, path } = await openKnown(test);
    await start();
    expect(existsSync(path)).toBe(true);
    const grace = await start({ hours: 0 });
    await grace.refresh();
    expect(existsSync(path)).toBe(false);
    expect(() => grace.known()).toThrow(DatabaseUnavailable);
  });
});
