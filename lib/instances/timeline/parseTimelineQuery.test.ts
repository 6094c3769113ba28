import { describe, expect, test } from "vitest";
import { parseTimelineQuery } from "./parseTimelineQuery";

const newest = { types: [], before: null, after: null, limit: 50 };
const id = "0199d2a0-0000-7000-8000-000000000001";

describe("the query of a timeline", () => {
  test.each([
    [{}, newest],
    [{ before: "", types: "", limit: "", page: "7" }, newest],
    [{ types: "alert" }, { ...newest, types: ["alert"] }],
    [
      { types: "clone_reset, clone_created,clone_reset" },
      { ...newest, types: ["clone_created", "clone_reset"] },
    ],
    [
      { types: ["alert", "clone_reset,engine_starged"] },
      { ...newest, types: ["engine_started", "clone_reset", "alert"] },
    ],
    [{ before: "2026-11-23" }, { ...newest, before: "2026-11-23" }],
    [{ before: "2026-11-23T14:05" }, { ...newest, before: "2026-11-23T14:05" }],
    [{ after: "2026-11-23T10:00:00+01:00" }, { ...newest, after: "2026-11-23T10:00:00+01:00" }],
    [
      { before: [`2026-11-23T10:00:00.000Z_${id}`, "x"] },
      { ...newest, before: `2026-11-23T10:00:00.000Z_${id}` },
    ],
    [{ limit: "500" }, { ...newest, limit: 500 }],
  ])("%j is %j", (parameters, query) => {
    expect(parseTimelineQuery(parameters)).toEqual({ ok: true, query });
  });

  const place =
    "must be a cursor of a page, a time with its zone such as 2026-11-23T10:00:00Z, or a day or minute in UTC such as 2026-11-23 or 2026-11-23T10:00";
  test.each([
    [
      { types: "clone_created,constructor,toString" },
      "types must be names of event types, such as clone_created",
    ],
    [{ before: "yesterday" }, `before ${place}`],
    [{ before: "2026-02-30" }, `before ${place}`],
    [{ before: "2026-11-23T10:00:00" }, `before ${place}`],
    [{ after: `2026-11-23T10:00:00.000Z_${id}_${id}` }, `after ${place}`],
    [{ after: "2026-11-23T10:00:00.000Z_" }, `after ${place}`],
    [{ after: `_${id}` }, `after ${place}`],
    [{ after: `2026-11-23_${id}` }, `after ${place}`],
    [{ before: "2026-11-23", after: "2026-11-20" }, "before and after must not be given together"],
    [{ limit: "0", before: "x" }, `before ${place}; limit must be a whole number from 1 to 500`],
    [{ limit: "501" }, "limit must be a whole number from 1 to 500"],
    [{ limit: "1e2" }, "limit must be a whole number from 1 to 500"],
  ])("%j cannot be used", (parameters, message) => {
    expect(parseTimelineQuery(parameters)).toEqual({ ok: false, message });
  });
});
