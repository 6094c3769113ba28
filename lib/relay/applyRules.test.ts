import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue, describeFields } from "../catalogue";
import { readEventCaptures } from "../catalogue/testing/captures";
import { readEvent } from "../ingest/readEvent";
import { applyRules, powerOfTwo } from "./applyRules";
import type { OutboxEntry, WireEvent } from "./outboxEntry";
import { createRelayHash } from "./relayHash";
import { forwardAll } from "./rules";
import { pepper } from "./testing/simulatedRelay";

const now = new Date("2026-11-27T12:00:00.000Z");
const hash = createRelayHash(pepper);

/** Every captured event and every example of the catalogue, as a relay would have received it. */
const entries: OutboxEntry[] = [
  ...catalogue.types.map(({ name, example }) => ({ event_type: name, event_data: example as object })),
  ...readEventCaptures().map(({ body }) => JSON.parse(body) as { event_type: string; event_data: object }),
].map(({ event_type, event_data }, at) => {
  const sent = { instance_id: "c6vq1tqs0qtc73dlqkpg", event_type, event_data };
  const read = readEvent(sent, { catalogue, now, retentionDays: 400 });
  if (!read.ok) throw new Error(`${event_type} is not valid`);
  return {
    id: `00000000-0000-7000-8000-${String(at).padStart(12, "0")}`,
    receivedAt: now.toISOString(),
    event: {
      ...sent,
      event_type: read.value.type.name,
      event_time: now.toISOString(),
      event_id: `event-${at}`,
      event_data: read.value.data,
    },
  };
});

function leaving(entry: OutboxEntry, rules: Partial<typeof forwardAll>): WireEvent {
  const decision = applyRules(entry, { ...forwardAll, ...rules }, hash, now);
  if (decision.kind !== "leaves") throw new Error("it does not leave");
  return decision.event;
}

/** Values of the fields of an event that a test asks for, by the catalogue. */
function valuesOf(event: WireEvent, isAsked: (field: ReturnType<typeof describeFields>[number]) => boolean) {
  const type = catalogue.find(event.event_type);
  if (type === undefined) throw new Error("no such type");
  return describeFields(type)
    .filter(isAsked)
    .flatMap(({ path }) => {
      let value: unknown = event.event_data;
      for (const name of path.split(".")) value = (value as Record<string, unknown> | undefined)?.[name];
      return value === undefined || value === null ? [] : value;
    });
}

describe("rules", () => {
  it("leave an event as it came where none is set", () => {
    for (const entry of entries) expect(leaving(entry, {})).toEqual(entry.event);
  });

  it("make nothing that upstream would refuse", () => {
    for (const entry of entries) {
      const event = leaving(entry, { hashIdentifiers: true, roundSizes: true });
      expect(readEvent(event, { catalogue, now, retentionDays: 400 }), entry.event.event_type).toMatchObject({
        ok: true,
        value: { unknownPaths: [] },
      });
    }
  });

  it("hash every identifier that the catalogue declares, and nothing else", () => {
    let identifiers = 0;
    for (const entry of entries) {
      const event = leaving(entry, { hashIdentifiers: true });
      const text = JSON.stringify(event);
      for (const value of valuesOf(entry.event, (field) => field.class === "identifier")) {
        expect(text).not.toContain(JSON.stringify(value));
        identifiers += 1;
      }
      expect(event.instance_id).toMatch(/^[0-9a-v]{20}$/);
      expect(event.instance_id).not.toBe(entry.event.instance_id);
      expect(valuesOf(event, (field) => field.class !== "identifier")).toEqual(
        valuesOf(entry.event, (field) => field.class !== "identifier"),
      );
    }
    expect(identifiers).toBeGreaterThan(20);
  });

  it("round every size in bytes, and nothing else", () => {
    let sizes = 0;
    for (const entry of entries) {
      const event = leaving(entry, { roundSizes: true });
      const after = valuesOf(event, (field) => field.unit === "bytes") as number[];
      for (const size of after) expect(size === 0 || Number.isInteger(Math.log2(size))).toBe(true);
      sizes += after.length;
      expect(valuesOf(event, (field) => field.unit !== "bytes")).toEqual(
        valuesOf(entry.event, (field) => field.unit !== "bytes"),
      );
    }
    expect(sizes).toBeGreaterThan(20);
  });

  it("keep the order of rules: inspect only, then types, then hours", () => {
    const [entry] = entries as [OutboxEntry];
    const types = { withheldTypes: [entry.event.event_type] };
    const decide = (rules: Partial<typeof forwardAll>) =>
      applyRules(entry, { ...forwardAll, holdHours: 1, ...rules }, hash, now);
    expect(decide({ ...types, inspectOnly: true })).toEqual({ kind: "withheld", by: "inspect only" });
    expect(decide(types)).toEqual({ kind: "withheld", by: "event type" });
    expect(decide({})).toEqual({ kind: "held", until: now.getTime() + 3_600_000 });
  });

  it("hold nothing by themselves where a clock was set back", () => {
    const [entry] = entries as [OutboxEntry];
    const later = { ...entry, receivedAt: "2027-01-01T00:00:00.000Z" };
    expect(applyRules(later, forwardAll, hash, now)).toMatchObject({ kind: "leaves" });
  });
});

describe("a relay's hash", () => {
  it("is the same for the same, and another with another pepper, in another instance, for another use", () => {
    const other = createRelayHash("another pepper of tests, 32 characters");
    const hashes = [
      hash.identifier("a", "x"),
      hash.identifier("b", "x"),
      hash.eventId("a", "x"),
      other.identifier("a", "x"),
    ];
    expect(new Set(hashes).size).toBe(4);
    expect(createRelayHash(pepper).instanceId("c6vq1tqs0qtc73dlqkpg")).toBe(
      hash.instanceId("c6vq1tqs0qtc73dlqkpg"),
    );
  });

  it("leaves the documentation's example instances, which are never counted", () => {
    expect(hash.instanceId("c6fgs68hmvj3sm2pbphg")).toBe("c6fgs68hmvj3sm2pbphg");
  });
});

it("rounds to the largest power of two that is not larger", () => {
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (size) => {
      const power = powerOfTwo(size);
      if (size === 0) return power === 0;
      return Number.isInteger(Math.log2(power)) && power <= size && power * 2 > size;
    }),
  );
  expect([0, 1, 2, 3, 2 ** 40, 2 ** 40 - 1].map(powerOfTwo)).toEqual([0, 1, 2, 2, 2 ** 40, 2 ** 39]);
});
