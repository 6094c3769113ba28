import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readOrMakeSecret } from "./secrets";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("readOrMakeSecret", () => {
  it("makes a secret once, for its owner's eyes only", () => {
    const made = readOrMakeSecret(folder, "pepper");
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(readOrMakeSecret(folder, "pepper")).toBe(made);
    expect(statSync(join(folder, "pepper")).mode & 0o777).toBe(0o600);
    expect(readOrMakeSecret(folder, "another")).not.toBe(made);
  });

  it("never overwrites a file that holds something else", () => {
    writeFileSync(join(folder, "pepper"), "half a sec");
    expect(() => readOrMakeSecret(folder, "pepper")).toThrow("does not hold a secret");
    expect(readFileSync(join(folder, "pepper"), "utf8")).toBe("half a sec");
  });
});
