import { expect, it } from "vitest";
import { saySize } from "./say-size";

it.each([
  [0, "0 bytes"],
  [1023, "1,020 bytes"],
  [1024, "1 KiB"],
  [2_147_483_648_000, "1.95 TiB"],
  [734_003_200_123, "684 GiB"],
])("says %d bytes as %s", (bytes, words) => expect(saySize(bytes).replace("\u00a0", " ")).toBe(words));
