import fc from "fast-check";
import { expect, it } from "vitest";
import { earlier, formatPosition, isAfter, parsePosition } from "./position";

const somePosition = fc.record({
  receivedAt: fc
    .date({
      min: new Date("2020-01-01T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString()),
  id: fc.uuid(),
});

it("reads what it wrote", () => {
  fc.assert(
    fc.property(somePosition, (position) => {
      expect(parsePosition(formatPosition(position))).toEqual(position);
    }),
  );
});

it("takes nothing else, and never throws", () => {
  const almost = fc.tuple(fc.string(), somePosition, fc.string()).map(([before, position, after]) => ({
    text: `${before}${formatPosition(position)}${after}`,
    isRight: before === "" && after === "",
  }));
  fc.assert(
    fc.property(almost, ({ text, isRight }) => {
      expect(parsePosition(text) !== null).toBe(isRight);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => parsePosition(text) === null));
});

it("stands behind all events of a moment that is given alone", () => {
  fc.assert(
    fc.property(somePosition, (position) => {
      const alone = parsePosition(position.receivedAt);
      if (alone === null) throw new Error("not read");
      expect(isAfter(position, alone)).toBe(false);
      expect(isAfter(position, earlier(position, 1))).toBe(true);
      expect(isAfter(position, position)).toBe(false);
    }),
  );
});
