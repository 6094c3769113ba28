import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { readPanels } from "@/lib/statistics/chart/sideBySide";
import { cloneTimeStatistic } from "@/lib/statistics/declared/cloneTimes";
import { engineVersionStatistic } from "@/lib/statistics/declared/engineVersions";
import { fileSystemStatistic } from "@/lib/statistics/declared/fileSystems";
import { findStatistic, statistics } from "@/lib/statistics/declared/statistics";
import { sayTakeaway } from "@/lib/statistics/say/takeaway";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { embedCode } from "./download";
import { Embedded } from "./embedded";
import { eventTypesOf } from "./nothing-to-draw";
import { StatisticList } from "./statistic-list";
import { StatisticPage } from "./statistic-page";
import { choicesOf } from "./view-form";

// There is no router outside Next; none of these tests goes anywhere.
vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

const baseUrl = "https://telemetry.example.org";
const render = (reading: StatisticReading, problem: string | null = null) =>
  renderToStaticMarkup(
    <StatisticPage {...{ reading, problem, baseUrl }} tab="chart" compare="none" panels={[]} />,
  );
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe.each(statistics.map((statistic) => ({ key: statistic.key, statistic })))(
  "the page of $key",
  ({ statistic }) => {
    it.each([
      ["figures", {}],
      ["one period", { keep: 1 }],
      ["one class", { oneClass: true }],
      ["nothing", { state: "empty" }],
      ["too little", { state: "tooFew" }],
    ] as const)("has words for %s", (_, options) => {
      const reading = exampleReading(statistic, options);
      const html = render(reading);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(textOf(html)).toContain(statistic.question.replaceAll("'", "&#x27;"));
      expect(html).toContain('id="statistic-table"');
      expect(html).not.toContain("style=");
      expect(textOf(html)).not.toMatch(/NaN|Infinity|undefined|\[object/);
    });
  },
);

describe("a chart of the latest period", () => {
  it("is there once, and said to be of it, where there is one period", () => {
    const html = render(exampleReading(engineVersionStatistic, { keep: 1 }));
    expect(html.match(/<figure aria-labelledby="chart/g)).toHaveLength(1);
    expect(textOf(html)).toContain("Share of instances in the week of 23 November 2026, which is not over");
    expect(textOf(html)).not.toContain("hatched");
  });
});

describe("what stands side by side", () => {
  const compare = async (reading: StatisticReading, by: string) => {
    const panels = await readPanels(reading, by, async (key, view) => {
      const statistic = findStatistic(key);
      if (statistic === undefined) throw new RangeError(key);
      return exampleReading(statistic, { view });
    });
    const page = <StatisticPage {...{ reading, panels, baseUrl }} problem={null} tab="chart" compare={by} />;
    return textOf(renderToStaticMarkup(page).replace(/<svg[\s\S]*?<\/svg>/g, ""));
  };

  it("says of which period and of how many it is, and marks nothing that it does not draw", async () => {
    const text = await compare(exampleReading(engineVersionStatistic), "versions-by-file-system");
    expect(text).toContain("Share of instances in the week of 16 November 2026");
    expect(text).toMatch(/ZFS part of n = [\d,]+ instances/);
    expect(text).toContain("of all panels together");
    expect(text).not.toContain("“Other”");
    expect(text).not.toContain("hatched");
  });

  it("says of editions that each has its n", async () => {
    const text = await compare(exampleReading(engineVersionStatistic), "edition");
    expect(text).toContain("Share of instances by week");
    expect(text).toContain("n of each panel: ");
    expect(text).toContain("drawn hatched");
  });
});

describe("a page in a state without figures", () => {
  it("names the events that would feed it, and where to try one", () => {
    const html = render(exampleReading(fileSystemStatistic, { state: "empty" }));
    expect(textOf(html)).toContain("No event that feeds this yet");
    expect(html).toContain('href="/events/engine_started"');
    expect(html).toContain('href="/try"');
  });

  it("does not say that instances are too few where no period is counted yet", () => {
    const none = { ...exampleReading(fileSystemStatistic, { state: "tooFew" }), periods: [] };
    const reading = { ...none, takeaway: sayTakeaway(none) };
    const text = textOf(render(reading));
    expect(text).toMatch(/No week from .* is counted\./);
    expect(text).toContain("Not counted");
    expect(text).not.toMatch(/Fewer than|no figure has/);
  });

  it("says that too few instances stand behind it, and draws nothing", () => {
    const html = render(exampleReading(fileSystemStatistic, { state: "tooFew" }));
    expect(textOf(html)).toContain("Fewer than 10 instances in every period");
    expect(html).not.toContain("<svg");
  });

  it("says that no period has enough where that is the reason", () => {
    const reading = exampleReading(fileSystemStatistic, { state: "tooFew", view: { edition: "standard" } });
    expect(textOf(render(reading))).toContain(
      "Fewer than 10 instances in every period of the Standard edition",
    );
  });
});

describe("the parts of a page", () => {
  const html = render(exampleReading(fileSystemStatistic, { view: { range: "90d", interval: "day" } }));

  it("link to files and frames of the same view", () => {
    for (const ending of [".csv", ".json", ".svg", ".png"]) {
      expect(html).toContain(`href="/statistics/file-systems${ending}?range=90d&amp;interval=day"`);
    }
    expect(textOf(html)).toContain("/embed/file-systems?range=90d");
  });

  it("link the source field to where it is documented", () => {
    expect(html).toContain('href="/events/engine_started#field-pools.fs_type"');
  });

  it("say what is wrong with an address only where something is", () => {
    expect(textOf(html)).not.toContain("could not be used");
    expect(textOf(render(exampleReading(fileSystemStatistic), "range must be a range"))).toContain(
      "range must be a range",
    );
  });

  it("say that a private installation hides nothing, and do not say it of others", () => {
    const reading = exampleReading(fileSystemStatistic);
    expect(textOf(render(reading))).not.toContain("is private");
    expect(textOf(render({ ...reading, isPrivate: true }))).toContain("This installation is private");
  });
});

describe("choices of a view", () => {
  const names = (reading: StatisticReading) => choicesOf(reading, "none").map(({ name }) => name);

  it("are those that change something", () => {
    expect(names(exampleReading(engineVersionStatistic))).toEqual([
      "range",
      "interval",
      "edition",
      "show",
      "draw",
      "compare",
    ]);
    expect(names(exampleReading(cloneTimeStatistic))).toEqual([
      "range",
      "interval",
      "edition",
      "weighting",
      "of",
      "scale",
      "compare",
    ]);
  });

  it("offer editions that may be looked at, and the one that is", () => {
    const of = (reading: StatisticReading) =>
      choicesOf(reading, "none")
        .find(({ name }) => name === "edition")
        ?.options.map(([key]) => key);
    const reading = exampleReading(engineVersionStatistic);
    expect(of(reading)).toEqual(["all", "community", "standard"]);
    expect(of({ ...reading, editionsOffered: [] })).toBeUndefined();
    expect(
      of({
        ...exampleReading(engineVersionStatistic, { view: { edition: "enterprise" } }),
        editionsOffered: [],
      }),
    ).toEqual(["all", "enterprise"]);
  });
});

it("a line of HTML to embed a view survives being read as HTML", () => {
  const code = embedCode(
    exampleReading(fileSystemStatistic, { view: { range: "90d", interval: "day" } }),
    baseUrl,
  );
  expect(code).toContain(`src="${baseUrl}/embed/file-systems?range=90d&amp;interval=day"`);
});

it("the embedded page is a chart, its sentence, n and a link back", () => {
  const reading = exampleReading(fileSystemStatistic);
  const html = renderToStaticMarkup(<Embedded reading={reading} baseUrl={baseUrl} />);
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(html).toContain(`href="${baseUrl}/statistics/file-systems" target="_blank" rel="noopener"`);
  expect(textOf(html)).toContain(`n = ${reading.latest?.n} instances`);
});

it("the list has a card for every statistic, whatever its state", () => {
  const states = ["ready", "empty", "tooFew"] as const;
  const readings = statistics.map((statistic, at) =>
    exampleReading(statistic, { state: states[at % 3] ?? "ready" }),
  );
  const html = renderToStaticMarkup(<StatisticList readings={readings} />);
  for (const { key } of statistics) expect(html).toContain(`href="/statistics/${key}"`);
  expect(html.match(/No data yet/g)?.length).toBe(readings.filter(({ state }) => state === "empty").length);
  expect(html).not.toContain("style=");
});

it("finds the event types of source fields once each", () => {
  expect(eventTypesOf(["engine_started.pools.fs_type", "engine_started.db_version", "alert.level"])).toEqual([
    "engine_started",
    "alert",
  ]);
});
