import { expect, it, onTestFinished } from "vitest";
import { onStatements } from "./statementTimes";
import { forEachDatabase } from "./testing/databases";

forEachDatabase((open) => {
  it("tells of each statement, and of one that fails with which SQLSTATE", async (context) => {
    const { database } = await open(context);
    const told: (string | null)[] = [];
    onStatements((ms, sqlState) => {
      expect(ms).toBeGreaterThanOrEqual(0);
      told.push(sqlState);
    });
    onTestFinished(() => onStatements(() => {}));
    await database.query("select 1");
    await expect(database.query("select 1 / 0")).rejects.toThrow();
    await database.transaction(async (session) => void (await session.query("select 2")));
    expect(told.filter((state) => state === "22012")).toHaveLength(1);
    expect(told.filter((state) => state === null).length).toBeGreaterThanOrEqual(2);
  });
});
