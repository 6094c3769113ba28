import { expect, it } from "vitest";
import { createAddressReader } from "./addresses";

const read = createAddressReader([
  { madeOf: "build", paths: ["/api"] },
  { madeOf: "figures", paths: ["/events", "/events/clone_reset"], parameters: ["q", "engine"] },
  { madeOf: "build", paths: ["/theme.js"], parameters: "ignored" },
  { madeOf: "figures", paths: [], pattern: /^\/releases\/\d{4}-\d{2}-\d{2}$/ },
]);

it("knows what fits a pattern, without parameters", () => {
  const target = "/releases/2026-11-30";
  expect(read(target)).toEqual({ target, madeOf: "figures", hasParameters: false });
  for (const other of [`${target}?x=1`, `${target}/figures.csv`, "/releases/latest"])
    expect([other, read(other)]).toEqual([other, null]);
});

it("knows what is declared, and nothing beside or below it", () => {
  expect(read("/api")).toEqual({ target: "/api", madeOf: "build", hasParameters: false });
  for (const other of [
    "/",
    "",
    "/api/",
    "/api/v1",
    "//api",
    "/API",
    "/ap",
    "/api#x",
    "/events/clone_reset/x",
    "/%61pi",
  ]) {
    expect([other, read(other)]).toEqual([other, null]);
  }
});

it("brings the parameters that matter into one order, and keeps no address with another one", () => {
  const target = "/events?q=clone+time&engine=4.1";
  expect(read("/events?engine=4.1&q=clone%20time")).toEqual({
    target,
    madeOf: "figures",
    hasParameters: true,
  });
  expect(read(target)?.target).toBe(target);
  for (const other of [
    "/api?",
    "/api?x=1",
    "/events?",
    "/events?q=a&q=b",
    "/events?q=a&_rsc=1",
    "/events?Q=a",
    `/events?q=${"a".repeat(300)}`,
  ]) {
    expect([other, read(other)]).toEqual([other, null]);
  }
});

it("keeps one answer where no parameter matters", () => {
  expect(read("/theme.js?1")).toEqual(read("/theme.js?2"));
});
