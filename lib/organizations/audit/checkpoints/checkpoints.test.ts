import { describe, expect, it, type TestContext } from "vitest";
import { onDatabase } from "../../../database/testing/databases";
import { contextFor, openTwo } from "../../testing/atWork";
import { issueToken } from "../../tokens/issueToken";
import { writeAuditFile } from "../auditFile";
import type { AuditEntry } from "../auditJson";
import { firstPrevious, hashOf } from "../entry";
import { readWholeAudit } from "../readAudit";
import { readCheckpointsJson } from "./checkpointsJson";
import type { Fault } from "./fault";
import { publishCheckpoints } from "./publishCheckpoints";
import { readAuditRoots, readStoredCheckpoints } from "./readCheckpoints";
import { readLogState } from "./readLogState";
import { createAuditSigner } from "./signer";
import { UnreadableFile, verifyFiles } from "./verifyFiles";

const signer = createAuditSigner("a secret of thirty-two characters");
const key = JSON.stringify({ key: signer.key, algorithm: "Ed25519", public_key: signer.publicKey });

onDatabase((open) => {
  const openSigned = async (test: TestContext) => {
    const two = await openTwo(open, test);
    const { database, by, acme: organization, now } = two;
    const organizationId = organization.id;
    const faults: [string, Fault][] = [];
    const publish = () =>
      publishCheckpoints(database, signer, {
        now: now(),
        onFault: (...fault) => faults.push(fault),
        goOn: async () => true,
      });
    const add = async (...names: string[]) => {
      for (const name of names) await issueToken(by(), { organizationId, name, isPersonal: false });
    };
    const file = (log: readonly AuditEntry[]) =>
      writeAuditFile(log, { organization, form: "ndjson", now: now() });
    await add("a", "b", "c");
    await publish();
    two.pass(24);
    return {
      ...two,
      faults,
      publish,
      add,
      file,
      organizationId,
      read: () => readWholeAudit(by(), { organizationId }),
      state: () => readLogState(by(), signer, { organizationId }),
      checkpoints: async () => JSON.stringify(await readCheckpointsJson(by(), signer, { organizationId })),
      /** What somebody can do who may do anything in the database. */
      tamper: async (...statements: string[]) => {
        for (const table of ["audit_entry", "audit_checkpoint"]) {
          const rules = await database.query<{ rulename: string }>(
            "select rulename from pg_rules where tablename = $1",
            [table],
          );
          for (const { rulename } of rules) await database.query(`drop rule "${rulename}" on ${table}`);
        }
        for (const statement of statements) await database.query(statement);
      },
    };
  };

  it("a log that only grew is as it was signed, and nothing is claimed of what came later", async (test) => {
    const { read, file, checkpoints, add, state } = await openSigned(test);
    const kept = await checkpoints();
    expect(verifyFiles({ log: file(await read()), checkpoints: kept, key })).toEqual({
      faults: [],
      entries: 4,
      known: "Entries 1 to 4 are as they were signed at 2026-11-26T12:00:00.000Z",
    });
    await add("d", "e");
    expect(verifyFiles({ log: file(await read()), checkpoints: kept, key: signer.publicKey })).toMatchObject({
      faults: [],
      known:
        "Entries 1 to 4 are as they were signed at 2026-11-26T12:00:00.000Z; 2 newer ones fit to them, and nothing that is signed speaks of them",
    });
    expect(await state()).toMatchObject({
      fault: null,
      signed: { entries: 4, published: { day: "2026-11-25" } },
    });
  });

  describe("with an older checkpoint, the public key and the file alone it is found that", () => {
    /** The hashes are made anew, so that they fit one another. */
    const rechain = (organizationId: number, log: readonly AuditEntry[]) => {
      let previous = firstPrevious;
      return log.map((entry, index) => {
        const made = { ...entry, number: index + 1, previous };
        previous = hashOf(organizationId, made);
        return { ...made, hash: previous };
      });
    };
    const tried: readonly (readonly [string, (log: AuditEntry[], id: number) => AuditEntry[], RegExp])[] = [
      ["the last rows were deleted", (log) => log.slice(0, -2), /entries from 3 to 4 are missing/],
      ["the table was truncated", () => [], /entries from 1 to 4 are missing/],
      ["a row in the middle was deleted", (log) => log.filter(({ number }) => number !== 2), /entry 3 was/],
      ["a row was changed", (log) => log.map((one) => ({ ...one, subject: "x" })), /entry 1 was changed/],
      [
        "two rows changed places",
        ([a, b, c, d]) => [a, c, b, d].flatMap((one) => one ?? []),
        /entry 3 was changed or moved/,
      ],
      [
        "a row was changed, and every hash made anew",
        (log, id) =>
          rechain(
            id,
            log.map((one) => (one.number === 2 ? { ...one, actor: "nobody" } : one)),
          ),
        /rewritten/,
      ],
      [
        "rows changed places, and every hash was made anew",
        ([a, b, c, d], id) =>
          rechain(
            id,
            [a, c, b, d].flatMap((one) => one ?? []),
          ),
        /rewritten/,
      ],
      [
        "a row was left out, another added, and every hash made anew",
        (log, id) => rechain(id, [...log.slice(0, 2), ...log.slice(3), ...log.slice(3)]),
        /rewritten/,
      ],
    ];
    it.for(tried)("%s", async ([, change, words], test) => {
      const { read, file, checkpoints, organizationId } = await openSigned(test);
      const [kept, log] = [await checkpoints(), await read()];
      const { faults } = verifyFiles({ log: file(change(log, organizationId)), checkpoints: kept, key });
      expect(faults).toEqual([expect.stringMatching(words)]);
    });
  });

  it("an older file of the log is a checkpoint too", async (test) => {
    const { read, by, acme, now, add } = await openSigned(test);
    const options = { organization: acme, form: "ndjson", now: now(), signer } as const;
    const older = writeAuditFile(await read(), options);
    await add("d");
    const log = await readWholeAudit(by(), { organizationId: acme.id });
    const verify = (some: readonly AuditEntry[]) =>
      verifyFiles({ log: writeAuditFile(some, options), checkpoints: older, key }).faults;
    expect(verify(log)).toEqual([]);
    expect(verify(log.slice(0, 3))).toEqual(["entries from 4 to 4 are missing at the end"]);
  });

  it("what another key signed, of another log, or nobody, proves nothing", async (test) => {
    const { read, file, checkpoints, by, globex } = await openSigned(test);
    const log = file(await read());
    const kept = await checkpoints();
    const other = createAuditSigner("another secret of thirty-two characters");
    expect(verifyFiles({ log, checkpoints: kept, key: other.publicKey }).faults).toEqual([
      "a checkpoint is not signed by this key",
      "there is no checkpoint to compare the log with",
    ]);
    const forged = kept.replaceAll('"entries":4', '"entries":3');
    expect(verifyFiles({ log, checkpoints: forged, key }).faults).toContain(
      "a checkpoint is not signed by this key",
    );
    const theirs = await readCheckpointsJson(by(), signer, { organizationId: globex.id });
    expect(verifyFiles({ log, checkpoints: JSON.stringify(theirs), key }).faults).toContain(
      "a checkpoint is of another organization's log",
    );
    expect(() => verifyFiles({ log: "{}", checkpoints: kept, key })).toThrow(UnreadableFile);
    expect(() => verifyFiles({ log, checkpoints: "x", key })).toThrow("the checkpoints");
    expect(() => verifyFiles({ log, checkpoints: kept, key: "x" })).toThrow("the public key");
  });

  it("each day has one published root, in which every organization finds its own", async (test) => {
    const { read, file, checkpoints, database, publish, by, acme, globex } = await openSigned(test);
    await publish();
    await publish();
    const roots = await readAuditRoots(database);
    expect(roots.map(({ day }) => day)).toEqual(["2026-11-26", "2026-11-25"]);
    const files = { log: file(await read()), checkpoints: await checkpoints(), key };
    const verify = (some: unknown) =>
      verifyFiles({ ...files, roots: JSON.stringify({ roots: some }) }).faults;
    expect(verify(roots)).toEqual([]);
    const notThere = (day: string) => `the checkpoint of ${day} is not in the published root of its day`;
    expect(verify(roots.slice(1))).toEqual([notThere("2026-11-26")]);
    // A root that was made anew later has another hash, or another signature.
    const [first] = roots;
    expect(verify([{ ...first, root: "0".repeat(64) }, roots[1]])).toEqual([notThere("2026-11-26")]);
    // Nothing in them is of one organization.
    for (const { id } of [acme, globex]) {
      const [own] = await readStoredCheckpoints(by(), { organizationId: id });
      expect(JSON.stringify(roots)).not.toContain(own?.head);
      expect(own?.published?.path).toHaveLength(16);
    }
  });

  it("in the database, what was signed is compared too, and nothing is signed of a log that was changed", async (test) => {
    const { tamper, state, publish, faults, organizationId, checkpoints, database } = await openSigned(test);
    await tamper(
      `delete from audit_entry where organization_id = ${organizationId} and number > 2`,
      `update organization set audit_entries = 2, audit_head =
        (select hash from audit_entry where organization_id = ${organizationId} and number = 2) where id = ${organizationId}`,
    );
    expect((await state()).fault).toEqual({ kind: "cut", at: 3, entries: 4 });
    expect(JSON.parse(await checkpoints()).now).toBeNull();
    await publish();
    expect(faults).toEqual([["acme", { kind: "cut", at: 3, entries: 4 }]]);
    const stored = (id: number) => readStoredCheckpoints(contextFor(database), { organizationId: id });
    expect(await stored(organizationId)).toHaveLength(1);
  });

  it("a log that is shorter than its organization counts is so also where nothing was signed", async (test) => {
    const { tamper, state } = await openSigned(test);
    await tamper("truncate audit_checkpoint", "truncate audit_entry");
    expect((await state()).fault).toEqual({ kind: "cut", at: 1, entries: 4 });
  });
});
