import { expect, it } from "vitest";
import type { Comparison, CountedIn } from "@/lib/instances/compare/types";
import { render } from "../testing/render";
import { sampleInstance } from "../testing/sample-instance";
import { StatisticsPage } from "./statistics-page";

const comparison: Comparison = {
  statistic: "engine-versions",
  title: "Engine versions",
  mine: "4.1",
  others: "4.1 is run by 34% of 212 instances",
  takeaway: "You run the most used version.",
  periodStart: "2026-11-16",
};
const counted: CountedIn = {
  statistic: "file-systems",
  title: "File systems",
  classes: ["LVM"],
  state: "withheld",
  why: "lvm has 3 of 5 instances",
};
const show = (comparisons: Comparison[], countedIn: CountedIn[]) =>
  render(<StatisticsPage instance={sampleInstance} comparisons={comparisons} countedIn={countedIn} />);

it("sets the instance beside what is published, with the period", () => {
  const { html, text } = show([comparison], []);
  expect(html).toContain('href="/statistics/engine-versions"');
  expect(text).toContain("34% of 212 instances");
  expect(text).toContain("period of 16 November 2026");
});

it("says where nothing is published, instead of a figure", () => {
  const { text } = show([{ ...comparison, others: null, takeaway: null, periodStart: null }], []);
  expect(text).toContain("nothing published yet");
  expect(text).toContain("cannot be compared");
});

it("says for every statistic whether it counts, and why not", () => {
  const published: CountedIn = {
    ...counted,
    statistic: "editions",
    title: "Editions",
    state: "published",
    why: "",
  };
  const none: CountedIn = {
    ...counted,
    statistic: "memory",
    title: "Memory",
    state: "cannot answer",
    classes: [],
  };
  const { html, text } = show([], [counted, published, none]);
  expect(text).toContain("1 of 3 count this instance");
  expect(text).toContain("lvm has 3 of 5 instances");
  expect(html).toContain('href="/statistics/file-systems"');
  expect(text).toMatch(/Memory .*none .*cannot answer/);
});
