import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { migrate } from "../../migrations/migrate";
import { readMigrations } from "../../migrations/readMigrations";
import { copyEmbedded } from "../../testing/embeddedTemplate";
import { temporaryFolder } from "../../testing/temporaryFolder";
import { embeddedDriver } from "../embeddedDriver";
import { EmbeddedEngine } from "../engine";
import { openEmbedded } from "../openEmbedded";
import { restoreBackup } from "./restoreBackup";

const migrations = readMigrations();
const last = migrations.at(-1)?.name ?? "";

it("a start that migrates keeps a backup, with which the version before goes on", async () => {
  const dataFolder = join(temporaryFolder(), "data");
  await copyEmbedded(dataFolder);
  writeFileSync(join(dataFolder, "instance-id-pepper"), `${"a".repeat(64)}\n`);
  const engine = await EmbeddedEngine.open(join(dataFolder, "pg"), () => {});
  const driver = embeddedDriver(engine);
  await driver.withConnection((one) => one.script("drop schema public cascade; create schema public"));
  await migrate(driver, () => {}, migrations.slice(0, -1));
  await driver.withConnection((one) => one.script("insert into call_day values ('2026-11-23', 'before', 1)"));
  await engine.close();

  const lines: string[] = [];
  const open = async () => openEmbedded({ dataFolder, holder: "a test", log: (line) => lines.push(line) });
  await (await open()).close();
  const file = join(dataFolder, `before-${last}.tar.gz`);
  expect(lines.join("\n")).toContain(`A backup from before the migration is kept: ${file}`);
  expect(existsSync(file)).toBe(true);
  // Only where something is migrated.
  await (await open()).close();
  expect(readdirSync(dataFolder).filter((name) => name.startsWith("before-"))).toHaveLength(1);

  const restoredTo = join(temporaryFolder(), "restored");
  await restoreBackup(file, restoredTo);
  const restored = await openEmbedded({ dataFolder: restoredTo, holder: "a test", leaveSchema: true });
  onTestFinished(() => restored.close());
  const names = await restored.query(
    "select migration_name as name from _prisma_migrations order by started_at",
  );
  expect(names).toEqual(migrations.slice(0, -1).map(({ name }) => ({ name })));
  expect(await restored.query("select call from call_day")).toEqual([{ call: "before" }]);
});
