import { expect, it, type TestContext } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { rootOf as treeRootOf } from "../../organizations/audit/checkpoints/tree";
import { openReleases } from "../openReleases";
import { rewrite } from "../testing/rewrite";
import { appendLog, LogBroken } from "./appendLog";
import { receiptLeaf } from "./erasures";
import { createLog } from "./log";
import { createLogSigner } from "./signer";
import { hashLeaf, isSameHash, rootFromInclusion } from "./tree/merkle";
import { isSignedBy, readCheckpoint, readProof } from "./tree/note";
import { readTilePath } from "./tree/tiles";
import { LogBent, verifyRemotely } from "./tree/verifyRemotely";
import { verifyStored } from "./verifyStored";

const signer = createLogSigner("a secret of thirty-two characters", "telemetry.example/log");

onDatabase((open) => {
  const openLog = async (context: TestContext) => {
    const { database } = await open(context);
    const log = createLog(database);
    let made = 0;
    /** So many things that are to be said. */
    const happen = async (count: number) => {
      await database.query(
        `insert into audit_root select '2020-01-01'::date + n, lpad(n::text, 64, '0'), repeat('a', 16), repeat('b', 86) || '=='
           from generate_series($1::integer, $2::integer) as n`,
        [made, made + count - 1],
      );
      made += count;
      await database.transaction((session) => appendLog(session, signer, new Date()));
    };
    const get = async (path: string) => {
      if (path === "checkpoint") return Buffer.from((await log.checkpoint()) ?? "");
      const asked = readTilePath(path.split("/").slice(1));
      if (asked === null) throw new Error(path);
      const { level, index, width } = asked;
      const bytes = await (level === "entries"
        ? log.entryBundle(index, width)
        : log.tile(level, index, width));
      if (bytes === null) throw new Error(`no ${path}`);
      return bytes;
    };
    return { database, log, happen, get };
  };

  it("says each thing once, signed, and proves every entry", async (context) => {
    const { database, log, happen } = await openLog(context);
    expect(await log.checkpoint()).toBeNull();
    await happen(3);
    await happen(300);
    expect(await database.transaction((session) => appendLog(session, signer, new Date()))).toBe(0);
    // No more than was signed, however far away: some places are no numbers of the database.
    for (const [level, index] of [
      [0, 999],
      [0, 999_999_999_999],
      [1, 1],
      [63, 0],
    ] as const)
      expect(await log.tile(level, index, 1)).toBeNull();
    expect(await log.entryBundle(999_999_999_999, 1)).toBeNull();
    const head = readCheckpoint((await log.checkpoint()) ?? "");
    const entries = await log.entries({ after: null, take: 1_000 });
    expect(head?.size).toBe(entries.length);
    for (const { place, data } of entries.filter((_, index) => index % 37 === 0)) {
      const proof = readProof((await log.prove({ place })) ?? "");
      if (proof === null || head === null) throw new Error("no proof");
      expect(await isSignedBy(proof.note, signer.key)).toBe(true);
      const root = await rootFromInclusion(
        await hashLeaf(Buffer.from(data)),
        { index: place, size: head.size },
        proof.hashes,
      );
      expect(root !== null && isSameHash(root, head.root)).toBe(true);
    }
    expect(await log.find("audit", "2020-01-02")).toMatchObject({ kind: "audit", subject: "2020-01-02" });
    expect(await verifyStored(database, signer.key)).toMatchObject({ entries: entries.length, fault: null });
  });

  it("a past that was written anew is found: by who signs, by who has the database, and by who kept a checkpoint", async (context) => {
    const { database, log, happen, get } = await openLog(context);
    await happen(5);
    const kept = (await log.checkpoint()) ?? "";
    await happen(2);
    expect(await verifyRemotely(get, signer.key, kept)).toMatchObject({
      remembered: readCheckpoint(kept)?.size,
    });

    await rewrite(
      database,
      "update log_entry set data = replace(data, '0000002', '0000009') where subject = '2020-01-03'",
    );
    expect((await verifyStored(database, signer.key)).fault).toMatch(/not those that were signed/);
    await expect(verifyRemotely(get, signer.key)).rejects.toThrow(LogBent);

    // Whoever has the key, too, makes all of it again: what is signed now fits, and what was kept does not.
    const rewritten = await database.query<{ data: string; kind: string; subject: string; at: Date }>(
      "select * from log_entry order by place",
    );
    await database.query("truncate log_entry, log_tile, log_checkpoint");
    await rewrite(database, "update audit_root set root = repeat('9', 64) where day = '2020-01-03'");
    await database.transaction((session) => appendLog(session, signer, new Date()));
    expect(rewritten.length).toBe(readCheckpoint((await log.checkpoint()) ?? "")?.size);
    expect((await verifyStored(database, signer.key)).fault).toBeNull();
    await expect(verifyRemotely(get, signer.key)).resolves.toMatchObject({ remembered: null });
    await expect(verifyRemotely(get, signer.key, kept)).rejects.toThrow(/rewritten/);
    expect((await verifyStored(database, signer.key, kept)).fault).toMatch(/not those that were signed/);
  });

  it("proves the receipt of an erasure by the root of its day, which does not tell how many there were", async (context) => {
    const { database, happen, log } = await openLog(context);
    const ids = ["0190163d-8694-739b-aea5-966c26f8ad91", "0190163d-8694-739b-aea5-966c26f8ad92"];
    for (const id of ids)
      await database.query(
        "insert into erasure_receipt values ($1, '2019-12-24', '2019-12-31', null, '2019-12-31T10:00:00Z', false, '{}')",
        [id],
      );
    await happen(2);
    const { proveErasure } = await openReleases(database, signer);
    for (const id of ids) {
      const proof = await proveErasure(id);
      if (proof === null) throw new Error("no proof");
      expect(treeRootOf(receiptLeaf(proof.receipt, proof.blinding), proof.place, proof.path)).toBe(
        proof.root,
      );
      expect(JSON.parse(proof.entry.data)).toEqual({ kind: "erasures", day: "2019-12-31", root: proof.root });
      expect(proof.path).toHaveLength(16);
      expect(
        treeRootOf(
          receiptLeaf({ ...proof.receipt, counts: { events: 9 } }, proof.blinding),
          proof.place,
          proof.path,
        ),
      ).not.toBe(proof.root);
    }
    // A day without any says a root, too.
    expect(await log.find("erasures", "2020-01-01")).not.toBeNull();
    expect(await proveErasure("0190163d-8694-739b-aea5-966c26f8ad93")).toBeNull();
    expect(await proveErasure("x")).toBeNull();
  });

  it("signs nothing on top of a log that is not what it signed", async (context) => {
    const { database, happen } = await openLog(context);
    await happen(5);
    const again = () => happen(1);
    await rewrite(database, "update log_tile set hashes = overlay(hashes placing '\\x00'::bytea from 40)");
    await expect(again()).rejects.toThrow(LogBroken);
    await rewrite(database, "delete from log_tile");
    await expect(again()).rejects.toThrow();
    expect((await verifyStored(database, signer.key)).fault).toMatch(/stored hashes/);
    await rewrite(database, "delete from log_entry where place = (select max(place) from log_entry)");
    expect((await verifyStored(database, signer.key)).fault).toMatch(/only/);
  });
});
