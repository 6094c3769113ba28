import { expect, it } from "vitest";
import { decodeInstanceId } from "./decode-instance-id";

it("takes the example of the xid specification apart", () => {
  // From the README of rs/xid: "9m4e2mr0ui3e8a215n4g" is 4d 88 e1 5b 60 f4 86 e4 28 41 2d c9.
  expect(decodeInstanceId("9m4e2mr0ui3e8a215n4g")).toEqual({
    madeAt: new Date(0x4d88e15b * 1000),
    machine: "60f486",
    process: 0xe428,
    counter: 0x412dc9,
  });
});

it("keeps leading zeros of the machine hash", () => {
  expect(decodeInstanceId("00000000000000000000")).toEqual({
    madeAt: new Date(0),
    machine: "000000",
    process: 0,
    counter: 0,
  });
});
