import { expect, test } from "vitest";
import { exampleInstanceIds, instanceIdSchema } from "../../lib/catalogue";
import { makeXid } from "./xid";

test("is built as rs/xid builds it", () => {
  // The example of rs/xid's own documentation: 4d88e15b 60f486 e428 412dc9.
  const at = 0x4d88e15b * 1000;
  expect(makeXid({ at, machine: 0x60f486, process: 0xe428, counter: 0x412dc9 })).toBe("9m4e2mr0ui3e8a215n4g");
});

test("is an instance ID at both ends", () => {
  for (const most of [0, 0xffffff]) {
    const id = makeXid({ at: most * 1000, machine: most, process: most, counter: most });
    expect(instanceIdSchema.safeParse(id).success).toBe(true);
  }
  expect(makeXid({ at: 0, machine: 0, process: 0, counter: 0 })).toHaveLength(exampleInstanceIds[0].length);
});
