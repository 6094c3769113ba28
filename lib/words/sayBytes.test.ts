import { expect, test } from "vitest";
import { sayByteRange, sayBytes } from "./sayBytes";

test.each([
  [0, "0 bytes"],
  [512, "512 bytes"],
  [1023, "1,020 bytes"],
  [1024, "1 KiB"],
  [2 ** 30, "1 GiB"],
  [2 ** 44, "16 TiB"],
  [2_147_483_648_000, "1.95 TiB"],
  [734_003_200_123, "684 GiB"],
  [2 ** 62, "4 EiB"],
])("%d bytes are said in the largest unit of which there is one, with three digits", (bytes, said) => {
  expect(sayBytes(bytes).replaceAll("\u00a0", " ")).toBe(said);
});

test.each([
  [null, 2 ** 30, "up to 1 GiB"],
  [2 ** 33, 2 ** 34, "8–16 GiB"],
  [2 ** 39, 2 ** 40, "512 GiB – 1 TiB"],
])("a range is said as shortly as its units allow: %s to %d", (above, upTo, said) => {
  expect(sayByteRange(above, upTo).replaceAll("\u00a0", " ")).toBe(said);
});
