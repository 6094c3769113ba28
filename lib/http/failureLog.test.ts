import { describe, expect, it } from "vitest";
import { createFailureLog, type LoggedFailures } from "./failureLog";

function opened() {
  const written: LoggedFailures[] = [];
  let timers: (() => void)[] = [];
  const note = createFailureLog(
    (failures) => written.push(failures),
    (work) => timers.push(work),
  );
  return {
    note,
    written,
    pass() {
      const due = timers;
      timers = [];
      for (const work of due) work();
    },
  };
}

describe("the log of failed sign-ins", () => {
  it("has the first at once, and those that follow in one line", () => {
    const { note, written, pass } = opened();
    note("organization", "wrong");
    expect(written).toEqual([{ at: "organization", wrong: 1, limited: 0 }]);
    for (let times = 0; times < 1_000; times += 1) note("organization", times < 4 ? "wrong" : "limited");
    note("operator", "wrong");
    expect(written).toHaveLength(2);
    pass();
    expect(written.at(-1)).toEqual({ at: "organization", wrong: 4, limited: 996 });
    pass();
    pass();
    expect(written).toHaveLength(3);
    note("organization", "wrong");
    expect(written).toHaveLength(4);
  });
});
