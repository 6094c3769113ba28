import fc from "fast-check";
import { expect, it } from "vitest";
import { behind, isAfter, later, settledBy } from "./position";

const someTime = fc
  .date({
    min: new Date("2020-01-01T00:00:00Z"),
    max: new Date("2099-12-31T00:00:00Z"),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString());
const somePosition = fc.record({ receivedAt: someTime, id: fc.uuid() });

it("stands behind all events of a moment", () => {
  fc.assert(
    fc.property(somePosition, (position) => {
      const { receivedAt } = position;
      expect(isAfter(position, behind(receivedAt))).toBe(false);
      expect(isAfter(position, behind(new Date(Date.parse(receivedAt) - 1).toISOString()))).toBe(true);
      expect(isAfter(position, position)).toBe(false);
      expect(isAfter(position, settledBy(receivedAt))).toBe(true);
    }),
  );
});

it("is one order: of two, one comes later", () => {
  fc.assert(
    fc.property(somePosition, somePosition, (one, other) => {
      expect(later(one, other)).toEqual(later(other, one));
      expect(isAfter(one, other) && isAfter(other, one)).toBe(false);
    }),
  );
});

it("reads a time in every form as the same place", () => {
  expect(behind("2026-11-20T13:00:00+01:00")).toEqual(behind("2026-11-20T12:00:00.000Z"));
});
