import { describe, expect, it } from "vitest";
import { engineReleases } from "../../catalogue";
import { findStatistic } from "../declared/statistics";
import { annotationsBetween, incidentSchema } from "./annotations";
import incidents from "./incidents.json";

const incident = { from: "2026-03-03", to: "2026-03-05", title: "Events lost", text: "A disk was full." };
const sources = {
  releases: [
    { version: "4.2.0-rc.3", day: "2026-07-21", isCandidate: true },
    { version: "4.1.3", day: "2026-05-07", isCandidate: false },
  ],
  incidents: [incident, { ...incident, statistics: ["file-systems"], title: "Wrong file systems" }],
  methods: [{ version: "2.0", day: "2026-11-26", text: "Noise." }],
};
const titles = (...range: [string, string, string?]) =>
  annotationsBetween(range[0], range[1], range[2], sources).map(({ title }) => title);

describe("annotationsBetween", () => {
  it("gives what is in the range, its first and last day included, oldest first", () => {
    expect(titles("2026-01-01", "2026-12-31")).toEqual([
      "Events lost",
      "4.1.3 tagged",
      "4.2.0-rc.3 tagged",
      "Methodology 2.0",
    ]);
    expect(titles("2026-05-07", "2026-07-21")).toEqual(["4.1.3 tagged", "4.2.0-rc.3 tagged"]);
    expect(titles("2026-05-08", "2026-07-20")).toEqual([]);
  });

  it("puts an incident that began earlier on the first day, and says its days", () => {
    expect(annotationsBetween("2026-03-05", "2026-03-31", undefined, sources)).toEqual([
      {
        day: "2026-03-05",
        kind: "incident",
        title: "Events lost",
        text: "3 March 2026 to 5 March 2026: A disk was full.",
      },
    ]);
    expect(titles("2026-03-06", "2026-03-31")).toEqual([]);
    expect(titles("2026-02-01", "2026-03-02")).toEqual([]);
  });

  it("shows an incident of one statistic with that one only", () => {
    expect(titles("2026-03-01", "2026-03-31", "file-systems")).toContain("Wrong file systems");
    expect(titles("2026-03-01", "2026-03-31", "memory")).toEqual(["Events lost"]);
  });

  it("knows when every minor version was tagged, and which are not released", () => {
    const tagged = annotationsBetween("2021-01-01", "2026-11-30").filter(({ kind }) => kind === "release");
    expect(tagged.map(({ day, title }) => [day, title])).toEqual(
      engineReleases.map(({ day, tag }) => [day, `${tag.slice(1)} tagged`]),
    );
    expect(tagged.find(({ day }) => day === "2026-04-07")?.text).toBe(
      "DBLab Engine 4.1.0 was tagged on 7 April 2026.",
    );
    const candidates = annotationsBetween("2021-01-01", "2026-11-30").filter(({ text }) =>
      text.includes("a release candidate"),
    );
    expect(candidates.map(({ title }) => title)).toEqual(["4.2.0-rc.3 tagged"]);
  });
});

describe("incidents.json", () => {
  it("holds incidents of statistics that exist", () => {
    for (const one of incidents) {
      for (const key of incidentSchema.parse(one).statistics ?? []) expect(findStatistic(key)).toBeDefined();
    }
  });

  it.each([
    { ...incident, to: "2026-03-01" },
    { ...incident, from: "3 March" },
    { ...incident, title: "" },
    { ...incident, statistic: "memory" },
  ])("could not hold %j", (wrong) => expect(incidentSchema.safeParse(wrong).success).toBe(false));
});
