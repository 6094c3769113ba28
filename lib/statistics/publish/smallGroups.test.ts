import { describe, expect, it } from "vitest";
import { publishable } from "./smallGroups";

describe("publishable", () => {
  it("withholds fewer instances than may be published, and nothing beyond", () => {
    expect([0, 1, 4, 5, 6].map((instances) => publishable(instances, 5))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it("withholds nothing but the absence of instances where one is enough", () => {
    expect(publishable(0, 1)).toBe(false);
    expect(publishable(1, 1)).toBe(true);
  });
});
