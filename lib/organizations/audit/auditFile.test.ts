import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { start as now, openTwo } from "../testing/atWork";
import { issueToken } from "../tokens/issueToken";
import { auditFileName, writeAuditFile } from "./auditFile";
import { readWholeAudit } from "./readAudit";

onDatabase((open) => {
  const openWithLog = async (test: Parameters<typeof open>[0], names: readonly string[]) => {
    const { by, acme } = await openTwo(open, test);
    const organizationId = acme.id;
    for (const name of names) await issueToken(by(), { organizationId, name, isPersonal: false });
    return { organization: acme, log: await readWholeAudit(by(), { organizationId }) };
  };

  it("an exported log can be checked with nothing but the file", async (test) => {
    const { organization, log } = await openWithLog(test, ["Ada “the first”", "=1+1"]);
    const [manifest, ...entries] = writeAuditFile(log, { organization, form: "ndjson", now })
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(manifest).toMatchObject({ kind: "manifest", alias: "acme", entries: 3 });
    expect(entries.map(({ kind }) => kind)).toEqual(["entry", "entry", "entry"]);
    expect(entries).toHaveLength(3);
    let previous = "0".repeat(64);
    for (const entry of entries) {
      const { number, at, actor, action, subject, grant_id } = entry;
      const hashed = [manifest.organization_id, number, at, actor, action, subject, grant_id, previous];
      expect(createHash("sha256").update(JSON.stringify(hashed)).digest("hex")).toBe(entry.hash);
      previous = entry.hash;
    }
  });

  it("as a table it is harmless in a spreadsheet", async (test) => {
    const { organization, log } = await openWithLog(test, ["=1+1"]);
    const options = { organization, form: "csv", now } as const;
    const lines = writeAuditFile(log, options).split("\r\n");
    expect(lines.find((line) => line.startsWith("2,"))).toContain(",operator,token issued,'=1+1,,");
    expect(auditFileName(options)).toBe("audit_acme_2026-11-25.csv");
  });
});
