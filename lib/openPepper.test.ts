import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { onDatabase } from "./database/testing/databases";
import { temporaryFolder } from "./database/testing/temporaryFolder";
import { type Database, DatabaseUnavailable, StartError } from "./database/types";
import { checkPepper, openPepper } from "./openPepper";

const [pepper, other] = ["a pepper of thirty-two characters", "another one of thirty-two letters"];

onDatabase((open) => {
  it("of several that begin at once with different ones, one is right from then on", async (context) => {
    const { database } = await open(context);
    const dataDir = temporaryFolder();
    const given = [pepper, other, pepper, other].map((instanceIdPepper) =>
      openPepper(database, { instanceIdPepper, dataDir }),
    );
    const outcomes = await Promise.allSettled(given);
    const accepted = outcomes.filter(({ status }) => status === "fulfilled");
    expect(accepted).toHaveLength(2);
    expect(new Set(accepted.map((one) => one.status === "fulfilled" && one.value)).size).toBe(1);
  });

  it("another one stops the start with a line that names the setting, and no secret", async (context) => {
    const { database } = await open(context);
    const dataDir = temporaryFolder();
    expect(await openPepper(database, { instanceIdPepper: pepper, dataDir })).toBe(pepper);
    expect(await openPepper(database, { instanceIdPepper: pepper, dataDir })).toBe(pepper);
    const opening = openPepper(database, { instanceIdPepper: other, dataDir });
    await expect(opening).rejects.toBeInstanceOf(StartError);
    await expect(opening).rejects.toThrow(
      /^INSTANCE_ID_PEPPER is not the key [^\n]+: give the one from before/,
    );
    await expect(opening).rejects.toThrow(/^(?!.*thirty-two)/);
    // The database holds nothing by which it could be found faster than by an instance's key.
    expect(JSON.stringify(await database.query("select * from installation"))).not.toContain(pepper);
  });

  it("one that is lost is not made anew, and one that came back is taken", async (context) => {
    const { database } = await open(context);
    const dataDir = temporaryFolder();
    const settings = { instanceIdPepper: undefined, dataDir };
    const made = await openPepper(database, settings);
    const file = join(dataDir, "instance-id-pepper");
    renameSync(file, `${file}.away`);
    await expect(openPepper(database, settings)).rejects.toThrow(
      `${file}, the key of all hashes, is not there`,
    );
    expect(() => readFileSync(file)).toThrow();
    renameSync(`${file}.away`, file);
    expect(await openPepper(database, settings)).toBe(made);
    writeFileSync(file, `${"a".repeat(64)}\n`);
    await expect(openPepper(database, settings)).rejects.toThrow(`The content of ${file} is not the key`);
    rmSync(file);
    // The same by its setting.
    expect(await openPepper(database, { instanceIdPepper: made, dataDir })).toBe(made);
  });

  it("is compared later where the database is away", async (context) => {
    const { database } = await open(context);
    const away = () => Promise.reject(new DatabaseUnavailable("away"));
    const isAway = { prisma: { installation: { findFirst: away } } } as unknown as Pick<Database, "prisma">;
    expect(await openPepper(isAway, { instanceIdPepper: other, dataDir: temporaryFolder() })).toBe(other);
    await expect(checkPepper(isAway, other)).rejects.toBeInstanceOf(DatabaseUnavailable);
    await checkPepper(database, pepper);
    await expect(checkPepper(database, other)).rejects.toBeInstanceOf(StartError);
  });
});
