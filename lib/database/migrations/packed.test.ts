import { expect, it } from "vitest";
import { forEachDriver } from "../testing/drivers";
import { migrate } from "./migrate";
import { readMigrations } from "./readMigrations";

const key = "0190163d-8694-739b-aea5-966c26f8ad91";
const quiet = () => {};

forEachDriver((open) => {
  it("what was counted in rows of their own is packed into the day's row, and nothing is lost", async (context) => {
    const driver = await open(context);
    await migrate(
      driver,
      quiet,
      readMigrations().filter(({ name }) => name < "20261230"),
    );
    const run = (sql: string) =>
      driver.withConnection(
        async (connection) => (await connection.execute({ sql, parameters: [], parsers: {} })).rows,
      );
    await driver.withConnection((connection) =>
      connection.script(`
        insert into instance_day (instance_key, day, known_at)
          values ('${key}', '2026-11-01', '2026-11-01T10:00:00Z'), ('${key}', '2026-11-02', '2026-11-02T10:00:00Z');
        insert into instance_day_event values ('${key}', '2026-11-01', 'alert', 3), ('${key}', '2026-11-01', 'clone_reset', 2147483647);
        insert into instance_day_clone_time values ('${key}', '2026-11-01', 35, 2147483647), ('${key}', '2026-11-01', -61, 2);
        insert into instance_day_value values ('${key}', '2026-11-01', 'alert.level', 'refresh_failed', 3)`),
    );
    await migrate(driver, quiet);
    const text = "string_agg(concat_ws(' ', day, name, n), ', ' order by day, name) as held";
    const [events] = await run(
      `select ${text} from (select day, event_type as name, events as n from visible_instance_day_event) as e`,
    );
    expect(events).toEqual({ held: "2026-11-01 alert 3, 2026-11-01 clone_reset 2147483647" });
    const [times] = await run(
      `select ${text} from (select day, bucket as name, clones as n from visible_instance_day_clone_time) as c`,
    );
    expect(times).toEqual({ held: "2026-11-01 -61 2, 2026-11-01 35 2147483647" });
    const [values] = await run(
      `select ${text} from (select day, field || '=' || value as name, events as n from visible_instance_day_value) as v`,
    );
    expect(values).toEqual({ held: "2026-11-01 alert.level=refresh_failed 3" });
    expect(await run("select day::text from visible_instance_day order by 1")).toEqual([
      { day: "2026-11-01" },
      { day: "2026-11-02" },
    ]);
  });
});
