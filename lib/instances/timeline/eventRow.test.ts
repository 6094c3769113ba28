import { expect, it } from "vitest";
import { catalogue } from "../../catalogue";
import { eventJsonSchema, toEventJson } from "./eventJson";
import { rowToEvent } from "./eventRow";

const row = {
  id: "0198a0c0-0000-7000-8000-000000000001",
  event_time: new Date("2026-11-20T10:00:00.001Z"),
  received_at: new Date("2026-11-20T10:00:00.250Z"),
  event_type: "engine_started",
  data: {},
  left_out: null,
};

/** As jsonb gives it back: names sorted by length, then by their letters. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) =>
    one.length === other.length ? (one < other ? -1 : 1) : one.length - other.length,
  );
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

it.each(catalogue.types.map((type) => [type.name, type] as const))(
  "gives the data of %s in the engine's order",
  (name, type) => {
    const { data } = rowToEvent({ ...row, event_type: name, data: sorted(type.example) });
    expect(JSON.stringify(data)).toBe(JSON.stringify(type.example));
  },
);

it("keeps what is no longer declared, after what is", () => {
  const data = { zz: 1, cloning_time: 0, id: "a", gone: { deep: null } };
  expect(JSON.stringify(rowToEvent({ ...row, event_type: "clone_created", data }).data)).toBe(
    '{"id":"a","cloning_time":0,"zz":1,"gone":{"deep":null}}',
  );
  expect(rowToEvent({ ...row, event_type: "long_gone", data }).data).toEqual(data);
});

it("gives times in UTC with milliseconds, and names that were left out", () => {
  const event = rowToEvent({ ...row, left_out: ["event_data.color"] });
  expect(event).toEqual({
    id: row.id,
    eventTime: "2026-11-20T10:00:00.001Z",
    receivedAt: "2026-11-20T10:00:00.250Z",
    type: "engine_started",
    data: {},
    leftOut: ["event_data.color"],
  });
  expect(rowToEvent(row).leftOut).toEqual([]);
  const json = toEventJson(event);
  expect(eventJsonSchema.parse(json)).toEqual(json);
  expect(Object.keys(json)).toEqual(Object.keys(eventJsonSchema.shape));
});

it.each([{ data: [] }, { data: null }, { left_out: [1] }, { left_out: {} }])(
  "does not take %j for an event",
  (wrong) => {
    expect(() => rowToEvent({ ...row, ...wrong })).toThrow();
  },
);
