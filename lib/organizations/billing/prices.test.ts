import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../database/testing/temporaryFolder";
import { amountOf, changeInPercent, sumOf, toGib } from "./decimal";
import { pricesOf, readPrices } from "./prices";

const standard = {
  plan: "standard" as const,
  from: "2026-10-01",
  per_vcpu_hour: "0.1",
  per_memory_gib_hour: "0.2",
  per_data_gib_hour: "0",
};

it("a file of prices is read, and one that cannot be used says what is wrong in a line", () => {
  const path = join(temporaryFolder(), "prices.json");
  const read = (text: string) => {
    writeFileSync(path, text);
    return readPrices(path);
  };
  const whole = { currency: "EUR", prices: [standard] };
  expect(read(JSON.stringify(whole))).toEqual(whole);
  expect(readPrices(undefined)).toBeNull();
  expect(() => readPrices(`${path}.none`)).toThrow(/^BILLING_PRICES names .*, which cannot be read$/);
  expect(() => read("{")).toThrow(/which is not JSON$/);
  const wrong = (change: object) => () => read(JSON.stringify({ ...whole, ...change }));
  expect(wrong({ currency: "EURO" })).toThrow("currency must be a code such as EUR");
  expect(wrong({ prices: [{ ...standard, per_vcpu_hour: 0.1 }] })).toThrow("must be a decimal in quotes");
  expect(wrong({ prices: [{ ...standard, per_vcpu_hour: "-1" }] })).toThrow("must be a decimal in quotes");
  expect(wrong({ prices: [{ ...standard, from: "2026-10-02" }] })).toThrow(
    "must be the first day of a month",
  );
  expect(wrong({ prices: [{ ...standard, per_core: "1" }] })).toThrow("per_core");
});

it("the latest prices that hold on the first of the month are those of the month", () => {
  const prices = { currency: "EUR", prices: [{ ...standard, from: "2027-01-01" }, standard] };
  expect(pricesOf(prices, "standard", "2026-09")).toBeNull();
  expect(pricesOf(prices, "standard", "2026-12")?.from).toBe("2026-10-01");
  expect(pricesOf(prices, "standard", "2027-01")?.from).toBe("2027-01-01");
  expect(pricesOf(prices, "enterprise", "2027-01")).toBeNull();
});

it("decimals are exact, rounded half up once, and never numbers", () => {
  expect(sumOf(["0.1", "0.2"])).toBe("0.3");
  expect(sumOf(["9007199254740993", "0.001"])).toBe("9007199254740993.001");
  expect(sumOf([])).toBe("0");
  expect(toGib("536871")).toBe("0.001");
  expect(toGib("536870")).toBe("0.000");
  const price = { quantity: "1.5", price: "0.03" };
  expect(amountOf([price], 2)).toBe("0.05");
  expect(amountOf([price, price], 2)).toBe("0.09");
  expect(changeInPercent("0", "5")).toBeNull();
  expect(changeInPercent("4", "3")).toBe("-25.0");
  expect(() => sumOf([0.1 as unknown as string])).toThrow();
});
