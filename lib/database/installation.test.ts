import { expect, it } from "vitest";
import { readInstallationId } from "./installation";
import { forEachDatabase } from "./testing/databases";

forEachDatabase((open) => {
  it("has one id for a database, whoever asks first", async (context) => {
    const { database } = await open(context);
    const ids = await Promise.all([1, 2, 3].map(() => readInstallationId(database)));
    expect(new Set([...ids, await readInstallationId(database)]).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    await expect(
      database.query("insert into installation (single, id) select false, id from installation"),
    ).rejects.toMatchObject({ sqlState: "23514" });
  });

  it("gives bytes back as they were stored", async (context) => {
    const { database } = await open(context);
    const id = await readInstallationId(database);
    const pepperCheck = Uint8Array.from([0, 1, 127, 128, 255]);
    await database.prisma.installation.updateMany({ where: { id }, data: { pepperCheck } });
    const byPrisma = await database.prisma.installation.findFirstOrThrow({ where: { id } });
    const bySql = await database.sql.selectFrom("installation").select("pepper_check").executeTakeFirst();
    for (const read of [byPrisma.pepperCheck, bySql?.pepper_check])
      expect(Uint8Array.from(read ?? [])).toEqual(pepperCheck);
  });
});
