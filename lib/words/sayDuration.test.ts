import { expect, it } from "vitest";
import { sayDuration } from "./sayDuration";

it.each([
  [12 * 3600, "12 hours"],
  [3600, "1 hour"],
  [60, "1 minute"],
  [90, "90 seconds"],
  [7 * 86_400, "7 days"],
  [36 * 3600, "36 hours"],
  [1, "1 second"],
])("says %d seconds as %s", (seconds, said) => expect(sayDuration(seconds)).toBe(said));
