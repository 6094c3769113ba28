import { expect, it } from "vitest";
import { onDatabase } from "../database/testing/databases";
import { checkHealth } from "./checkHealth";

onDatabase((open) => {
  it("is ok while the database answers, and 503 once it does not", async (context) => {
    const { database } = await open(context);
    const well = await checkHealth(database);
    expect([well.status, JSON.parse(well.body)]).toEqual([200, { status: "ok" }]);

    await database.close();
    const away = await checkHealth(database);
    expect(away.status).toBe(503);
    expect(away.headers["retry-after"]).toBe("5");
    expect(JSON.parse(away.body)).toMatchObject({ code: "database_unavailable" });
  });
});
