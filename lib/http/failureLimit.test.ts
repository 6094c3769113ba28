import { describe, expect, it, vi } from "vitest";
import { createFailureLimit } from "./failureLimit";

const isWrong = (value: string) => value === "wrong";
const answer = (value: string) => async () => value;

describe("a limit of failures", () => {
  it("lets one client fail so often in a minute, and another go on", async () => {
    const limit = createFailureLimit({ perClient: 2, overall: 100 });
    const attempt = (client: string, value: string) => limit.attempt(client, answer(value), isWrong);
    expect(await attempt("192.0.2.1", "wrong")).toEqual({ value: "wrong" });
    expect(await attempt("192.0.2.1", "right")).toEqual({ value: "right" });
    expect(await attempt("192.0.2.1", "wrong")).toEqual({ value: "wrong" });
    // Not even the right one, or the limit would tell which it is.
    expect(await attempt("192.0.2.1", "right")).toEqual({ retryAfterSeconds: 60 });
    expect(await attempt("192.0.2.2", "wrong")).toEqual({ value: "wrong" });
  });

  it("counts many attempts at once like many in a row", async () => {
    const limit = createFailureLimit({ perClient: 5, overall: 100 });
    const work = vi.fn(answer("wrong"));
    const attempts = Array.from({ length: 50 }, () => limit.attempt("192.0.2.1", work, isWrong));
    const limited = (await Promise.all(attempts)).filter((one) => "retryAfterSeconds" in one);
    expect(work).toHaveBeenCalledTimes(5);
    expect(limited).toHaveLength(45);
  });

  it("never limits what succeeds, however much of it", async () => {
    const limit = createFailureLimit({ perClient: 1, overall: 1 });
    const attempts = Array.from({ length: 50 }, () => limit.attempt("192.0.2.1", answer("right"), isWrong));
    expect(new Set((await Promise.all(attempts)).map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"value":"right"}']),
    );
  });

  it("has a budget for all clients together", async () => {
    const limit = createFailureLimit({ perClient: 5, overall: 3 });
    for (const client of ["a", "b", null]) await limit.attempt(client, answer("wrong"), isWrong);
    expect(await limit.attempt("d", answer("right"), isWrong)).toEqual({ retryAfterSeconds: 60 });
  });

  it("goes on after an attempt that broke, and does not count it", async () => {
    const limit = createFailureLimit({ perClient: 1, overall: 1 });
    const broken = limit.attempt("a", () => Promise.reject(new Error("no database")), isWrong);
    const next = limit.attempt("a", answer("right"), isWrong);
    await expect(broken).rejects.toThrow("no database");
    expect(await next).toEqual({ value: "right" });
  });
});
