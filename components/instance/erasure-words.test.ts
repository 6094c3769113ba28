import { expect, it } from "vitest";
import { undoDays as decidedDays } from "@/lib/instances/erasure/eraseInstance";
import { undoDays } from "./erasure-words";

it("promises the days that erasure keeps", () => {
  expect(undoDays).toBe(decidedDays);
});
