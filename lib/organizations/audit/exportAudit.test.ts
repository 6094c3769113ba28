import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { testPseudonyms as pseudonyms } from "../../statistics/testing/fleet";
import { createOrganization } from "../manage/organizations";
import { issueToken } from "../tokens/tokens";
import { findBreak } from "./audit";
import { auditFileName, exportAudit } from "./exportAudit";
import { readWholeAudit } from "./readWholeAudit";

const now = new Date("2026-11-25T12:00:00Z");
const by = { actor: "operator", now, pseudonyms };

onDatabase((open) => {
  const openWithLog = async (context: Parameters<typeof open>[0], names: readonly string[]) => {
    const { database } = await open(context);
    const organization = await createOrganization(
      database,
      { alias: "acme", name: "Acme", plan: "standard" },
      by,
    );
    for (const name of names) await issueToken(database, organization.id, { name, isPersonal: false }, by);
    return { database, organization };
  };

  it("the whole log is read oldest first, whatever a page holds", async (context) => {
    const { database, organization } = await openWithLog(context, ["a", "b", "c"]);
    for (const pageEntries of [1, 2, 3, 4, 5, 100]) {
      const log = await readWholeAudit(database, organization.id, pageEntries);
      expect(log.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
      expect(findBreak(organization.id, log)).toBeNull();
    }
    expect(await readWholeAudit(database, organization.id + 1)).toEqual([]);
  });

  it("an exported log can be checked with nothing but the file", async (context) => {
    const { database, organization } = await openWithLog(context, ["Ada “the first”", "=1+1"]);
    const log = await readWholeAudit(database, organization.id);
    const [manifest, ...entries] = exportAudit(log, { organization, form: "ndjson", now })
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(manifest).toMatchObject({ kind: "manifest", alias: "acme", entries: 3 });
    expect(entries).toHaveLength(3);
    let previous = "0".repeat(64);
    for (const entry of entries) {
      const { number, at, actor, action, subject, grant_id } = entry;
      const hashed = [manifest.organization_id, number, at, actor, action, subject, grant_id, previous];
      expect(createHash("sha256").update(JSON.stringify(hashed)).digest("hex")).toBe(entry.hash);
      previous = entry.hash;
    }
  });

  it("as a table it is harmless in a spreadsheet", async (context) => {
    const { database, organization } = await openWithLog(context, ["=1+1"]);
    const log = await readWholeAudit(database, organization.id);
    const options = { organization, form: "csv", now } as const;
    const lines = exportAudit(log, options).split("\r\n");
    expect(lines.find((line) => line.startsWith("2,"))).toContain(",operator,token issued,'=1+1,,");
    expect(auditFileName(options)).toBe("audit_acme_2026-11-25.csv");
  });
});
