import { expect, it } from "vitest";
import { sayEvent } from "./say-event";

it("names fields of groups as well, and cuts what is long", () => {
  const data = {
    engine_version: "v4.1.3-20260507-0910",
    pools: { fs_type: "", number: 2 },
    restore: { jobs: ["logicalDump", "logicalRestore", "logicalSnapshot"] },
  };
  expect(sayEvent({ data })).toBe(
    'engine_version v4.1.3-20260507-0910, fs_type "", number 2, jobs logicalDump logicalRestore…',
  );
});

it("says nothing of an event that says only that it happened", () => expect(sayEvent({ data: {} })).toBe(""));
