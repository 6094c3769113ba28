import { describe, expect, it } from "vitest";
import { stem } from "./stem";
import { hasTerms, queryTerms } from "./terms";

describe("stem", () => {
  it.each([
    ["branches", "branch"],
    ["engines", "engine"],
    ["policies", "policy"],
    ["stopped", "stop"],
    ["pulled", "pull"],
    ["refreshing", "refresh"],
    ["sent", "send"],
    ["status", "status"],
    ["is", "is"],
    ["zfs", "zfs"],
  ])("makes %s and %s one", (word, other) => expect(stem(word)).toBe(stem(other)));
  it("keeps versions and short words", () => {
    expect([stem("4.1"), stem("cpu"), stem("s3")]).toEqual(["4.1", "cpu", "s3"]);
  });
});

describe("queryTerms", () => {
  it("leaves out words that say nothing, but not all of them", () => {
    expect(queryTerms("Are the branch names sent?")).toEqual(queryTerms("branch names sent"));
    expect(queryTerms("what is it")).not.toEqual([]);
    expect(queryTerms("  ")).toEqual([]);
  });
  it("knows what means the same", () => {
    const one = queryTerms("switch off");
    for (const same of ["opt out", "opt-out", "turn it off", "disable", "disabled"])
      expect([same, queryTerms(same)]).toEqual([same, one]);
    expect(queryTerms("erase")).toEqual(queryTerms("deleting"));
    expect(queryTerms("PostgreSQL")).toEqual(queryTerms("postgres"));
  });
  it("reads a version as one, and takes names in code apart", () => {
    expect(queryTerms("3.2")).toEqual(["3.2"]);
    expect(queryTerms("total_size")).toEqual(queryTerms("total size"));
    expect(queryTerms("totalSize")).toEqual(queryTerms("total size"));
  });
});

describe("hasTerms", () => {
  it("wants every term, each as the beginning of a word", () => {
    expect(hasTerms(queryTerms("branch names"), "Branch created\nname")).toBe(true);
    expect(hasTerms(queryTerms("branch nam"), "Branch created\nname")).toBe(true);
    expect(hasTerms(queryTerms("ranch"), "Branch created")).toBe(false);
    expect(hasTerms(queryTerms("totalmemory"), "system.totalMemory")).toBe(true);
    expect(hasTerms([], "anything")).toBe(true);
  });
});
