import { expect, test } from "vitest";
import { choose, SeededRandom } from "./seededRandom";

const draw = (...seeds: number[]) => {
  const random = new SeededRandom(...seeds);
  return Array.from({ length: 5 }, () => random.next());
};

test("the same seeds give the same numbers, others give others", () => {
  expect(draw(1, 2)).toEqual(draw(1, 2));
  expect(new Set([draw(1, 2), draw(2, 1), draw(1), draw(0)].map((numbers) => numbers[0])).size).toBe(4);
});

test("numbers are spread over the whole range", () => {
  const random = new SeededRandom(3);
  const tenths = Array<number>(10).fill(0);
  for (let count = 0; count < 20_000; count += 1) {
    const tenth = Math.floor(random.next() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200);
});

test("distributions have the middle they were asked for", () => {
  const random = new SeededRandom(4);
  const many = <Value>(make: () => Value) => Array.from({ length: 10_000 }, make);
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const times = many(() => random.logNormal(3, 0.8)).sort((one, other) => one - other);
  expect(times[5_000]).toBeGreaterThan(2.85);
  expect(times[5_000]).toBeLessThan(3.15);
  expect(mean(many(() => random.poisson(0.7)))).toBeCloseTo(0.7, 1);
  expect(Math.abs(mean(many(() => random.exponential(5))) - 5)).toBeLessThan(0.25);
});

test("even places are all there, each once", () => {
  const places = new SeededRandom(5).evenly(4);
  expect([...places].sort()).toEqual([0.125, 0.375, 0.625, 0.875]);
});

test("a choice follows its place", () => {
  const choices = [["a", 3] as const, ["b", 1] as const];
  expect([0, 0.74, 0.76, 0.999].map((place) => choose(choices, place))).toEqual(["a", "a", "b", "b"]);
  expect(() => choose([], 0.5)).toThrow(RangeError);
});
