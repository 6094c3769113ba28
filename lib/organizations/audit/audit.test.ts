import { expect, it } from "vitest";
import { onDatabase } from "../../database/testing/databases";
import { openTwo } from "../testing/atWork";
import { issueToken } from "../tokens/issueToken";
import { findBreak } from "./findBreak";
import { readAudit, readWholeAudit } from "./readAudit";

onDatabase((open) => {
  const openWithLog = async (test: Parameters<typeof open>[0]) => {
    const two = await openTwo(open, test);
    const organizationId = two.acme.id;
    for (const name of ["a", "b", "c"]) {
      await issueToken(two.by(), { organizationId, name, isPersonal: false });
    }
    return { ...two, organizationId, read: () => readWholeAudit(two.by(), { organizationId }) };
  };

  it("cannot be changed or shortened, and a change by other means is found", async (test) => {
    const { database, organizationId, read } = await openWithLog(test);
    await database.query("update audit_entry set actor = 'nobody'");
    await database.query("delete from audit_entry");
    const log = await read();
    expect(log.map(({ number, action }) => [number, action])).toEqual([
      [1, "organization created"],
      [2, "token issued"],
      [3, "token issued"],
      [4, "token issued"],
    ]);
    expect(findBreak(organizationId, log)).toBeNull();
    const changed = log.map((entry) => (entry.number === 3 ? { ...entry, subject: "x" } : entry));
    expect(findBreak(organizationId, changed)).toBe(3);
    const shortened = log.filter(({ number }) => number !== 2);
    expect(findBreak(organizationId, shortened)).toBe(3);
  });

  it("is read a page at a time, and whole whatever a page holds", async (test) => {
    const { organizationId, by } = await openWithLog(test);
    const page = (before: unknown) => readAudit(by(), { organizationId, before, limit: 1 });
    expect(await page("3")).toMatchObject([{ number: 2 }]);
    expect(await page(null)).toMatchObject([{ number: 4 }]);
    for (const wrong of ["x", "-1", "1.5"]) {
      await expect(page(wrong)).rejects.toThrow("before must be the number of an entry");
    }
    for (const pageEntries of [1, 2, 3, 4, 5, 100]) {
      const log = await readWholeAudit(by(), { organizationId, pageEntries });
      expect(log.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    }
    expect(await readWholeAudit(by(), { organizationId: organizationId + 100 })).toEqual([]);
  });

  it("numbers entries without gaps, however many are written at once", async (test) => {
    const { organizationId, by, read } = await openWithLog(test);
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        issueToken(by(), { organizationId, name: `token ${index}`, isPersonal: false }),
      ),
    );
    const log = await read();
    expect(log).toHaveLength(12);
    expect(findBreak(organizationId, log)).toBeNull();
  });
});
