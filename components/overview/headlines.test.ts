import { describe, expect, it } from "vitest";
import { activeInstanceStatistic } from "@/lib/statistics/declared/activeInstances";
import { cloneTimeStatistic } from "@/lib/statistics/declared/cloneTimes";
import { engineVersionStatistic } from "@/lib/statistics/declared/engineVersions";
import { eventsReceivedStatistic } from "@/lib/statistics/declared/eventsReceived";
import { fileSystemStatistic } from "@/lib/statistics/declared/fileSystems";
import { restoreModeStatistic } from "@/lib/statistics/declared/restoreModes";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import type { PeriodReading, StatisticReading } from "@/lib/statistics/view/reading";
import type { OverviewReading } from "@/lib/status/readOverview";
import { sayDay } from "@/lib/words/sayDates";
import { arrivedEvents, publishedEvents } from "./arrived-events";
import { headlineFigures, newestClass, sayNewClass } from "./headlines";
import type { OverviewData } from "./overview-data";

const overview: OverviewReading = {
  computedAt: "2026-11-25T12:00:00.000Z",
  today: "2026-11-25",
  instances: { today: 1, days28: 1, all: 1 },
  events: { today: 3, days28: 1234, all: 5678 },
  perDay: { days: [{ day: "2026-11-25", counts: { alert: 3 } }], types: [{ name: "alert", title: "Alert" }] },
  exampleEvents: 0,
  hasRefusals: false,
};
const received = exampleReading(eventsReceivedStatistic, { view: { range: "30d", interval: "day" } });

function dataOf(options: Parameters<typeof exampleReading>[1] = {}): OverviewData {
  return {
    computedAt: overview.computedAt,
    exampleEvents: 0,
    isPrivate: false,
    headlines: {
      activeInstances: exampleReading(activeInstanceStatistic, options),
      cloneTimes: exampleReading(cloneTimeStatistic, options),
      engineVersions: exampleReading(engineVersionStatistic, options),
      fileSystems: exampleReading(fileSystemStatistic, options),
      restoreModes: exampleReading(restoreModeStatistic, options),
    },
    events: arrivedEvents(overview, received),
  };
}

const withLatest = (reading: StatisticReading, change: Partial<PeriodReading>): StatisticReading => ({
  ...reading,
  latest: reading.latest && { ...reading.latest, ...change },
});

describe("the figures that matter", () => {
  it("have a period, a denominator and a link each", () => {
    const data = dataOf();
    const [active, times, version, events] = headlineFigures(data);
    expect(active).toMatchObject({
      value: String(data.headlines.activeInstances.latest?.values["28"]),
      note: "in 28 days up to 22 November 2026",
      href: "/statistics/active-instances",
    });
    expect(times?.value).toMatch(/^\d\.\d+\u00a0s$/);
    expect(times?.note).toMatch(/^typical instance, n\u00a0= \d+ instances, the week of 16 November 2026$/);
    expect(version?.label).toBe("On engine 4.2, the newest published");
    expect(version?.note).toMatch(/^of \d+ instances, the week of 16 November 2026$/);
    expect(events?.href).toBe("/statistics/events-received?range=30d&interval=day");
  });

  it("say how they changed on the period before, where both are there", () => {
    const [active, , version, events] = headlineFigures(dataOf());
    expect(active?.change).toMatch(/^(?:[+\u2212][\d.]+%|unchanged) on the week before$/);
    expect(version?.change).toMatch(/points on the week before$|^unchanged/);
    // The example has one day.
    expect(events?.change).toBeNull();
    for (const figure of headlineFigures(dataOf({ state: "tooFew" })).slice(0, 3))
      expect(figure.change).toBeNull();
  });

  it("are withheld, with what a figure takes", () => {
    for (const figure of headlineFigures(dataOf({ state: "tooFew" })).slice(0, 3)) {
      expect(figure).toMatchObject({ value: "too few", note: "It takes 10 instances in a period" });
    }
  });

  it("say so when nothing was counted", () => {
    for (const figure of headlineFigures(dataOf({ state: "empty" })).slice(0, 3)) {
      expect(figure).toMatchObject({ value: "–", note: "Nothing counted yet" });
    }
  });

  it("call a version the newest of those that are published, and a pre-release no version", () => {
    const data = dataOf();
    const engineVersions = withLatest(data.headlines.engineVersions, {
      n: 40,
      values: { "pre-release": 10, "4.0": 20, "3.5": 10 },
    });
    const [, , version] = headlineFigures({ ...data, headlines: { ...data.headlines, engineVersions } });
    expect(version?.label).toBe("On engine 4.0, the newest published");
    expect(version?.value).toBe("50%");
  });
});

describe("the newest class", () => {
  const reading = exampleReading(engineVersionStatistic);
  const since = (from: number, key: string): StatisticReading => ({
    ...reading,
    periods: reading.periods.map((period, at) => ({
      ...period,
      values: { "3.4": 9, ...(at >= from ? { [key]: 9 } : {}) },
    })),
  });

  it("is the one that was first published last, and says since when", () => {
    const found = newestClass([since(3, "4.0"), since(10, "4.1"), since(5, "4.2")]);
    expect(found?.title).toBe("4.1");
    expect(found && sayNewClass(found)).toBe(
      `4.1 first appears in the week of ${found && sayDay(found.since)}.`,
    );
    expect(found?.since).toBe(reading.periods[10]?.start);
  });

  it("is none where every class was there from the first period on", () => {
    expect(newestClass([since(0, "4.0")])).toBeNull();
    expect(newestClass([exampleReading(engineVersionStatistic, { state: "empty" })])).toBeNull();
  });
});

describe("the events of the overview", () => {
  it("are all that arrived, on a private installation", () => {
    const events = arrivedEvents(overview, received);
    expect(events).toMatchObject({ total: 1234, note: "in 28 days; 3 events today, 5,678 events in all" });
    expect(events.perDay?.days).toEqual(overview.perDay.days);
  });

  it("are those of the newest published week elsewhere, and none by day", () => {
    const weekly = exampleReading(eventsReceivedStatistic);
    const events = publishedEvents(weekly);
    expect(events.course?.values).toEqual(
      weekly.periods.filter((one) => !one.isUnfinished).map(({ n }) => n),
    );
    expect(events).toMatchObject({
      total: weekly.latest?.n,
      note: "of counted instances, in the week of 16 November 2026",
      href: "/statistics/events-received",
      perDay: null,
    });
    expect(publishedEvents(exampleReading(eventsReceivedStatistic, { state: "tooFew" })).total).toBeNull();
  });
});
