import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonLimits, parseJson } from "./parseJson";

const refusalOf = (text: string) => {
  const parsed = parseJson(text);
  return parsed.ok ? null : parsed.refusal;
};

describe("parseJson", () => {
  it("keeps the meaning of what engines send", () => {
    const text =
      '{"a":9223372036.854776,"b":5e-7,"c":null,"d":"","e":2147483648000,"f":-10799.204,"g":"\\u003c"}';
    expect(parseJson(text)).toEqual({
      ok: true,
      value: { a: 9223372036.854776, b: 5e-7, c: null, d: "", e: 2147483648000, f: -10799.204, g: "<" },
    });
  });

  it.each([
    ["", "not valid JSON"],
    ["{", "not valid JSON"],
    ["{}\uFEFF", "not valid JSON"],
    ['{"a":NaN}', "not valid JSON"],
    ['{"a":1e400}', "too large for double precision"],
    ['{"a":-1e400}', "too large for double precision"],
    ['{"a":9007199254740993}', "past 2^53"],
    ['{"a":"x\\u0000y"}', "NUL"],
    ['{"a\\u0000":1}', "NUL"],
    ['{"a":"\\ud800"}', "lone surrogate"],
    ['{"\\udc00":1}', "lone surrogate"],
    ['{"__proto__":{"polluted":true}}', "__proto__"],
    [`{"a":"${"x".repeat(jsonLimits.stringLength + 1)}"}`, "longer than"],
    [`{"${"k".repeat(jsonLimits.keyLength + 1)}":1}`, "longer than"],
    [`[${"1,".repeat(jsonLimits.arrayItems)}1]`, "more than"],
    [`{${Array.from({ length: jsonLimits.objectKeys + 1 }, (_, n) => `"k${n}":1`).join()}}`, "more than"],
    ["[".repeat(200_000) + "]".repeat(200_000), "Nested deeper"],
    [`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, "Nested deeper"],
  ])("refuses %.60s", (text, words) => {
    const refusal = refusalOf(text);
    expect(refusal?.message).toContain(words);
    expect(["invalid_json", "hostile_json"]).toContain(refusal?.reason);
  });

  it("skips one byte order mark before a document", () => {
    expect(parseJson("\uFEFF{}")).toEqual({ ok: true, value: {} });
    expect(refusalOf("\uFEFF\uFEFF{}")?.reason).toBe("invalid_json");
  });

  it("accepts anything within the limits and gives back what JSON.parse gives", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = JSON.stringify(value);
        const parsed = parseJson(text);
        if (parsed.ok) expect(JSON.stringify(parsed.value)).toBe(text);
      }),
    );
  });

  it("never repeats what was sent in a refusal", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (secret) => {
        // No JSON, whatever follows.
        const refusal = refusalOf(`{"a"! ${secret}`);
        expect(refusal?.message).toBe("The body is not valid JSON");
      }),
    );
  });
});
