import { createRequire } from "node:module";
import * as contexts from "next/dist/shared/lib/app-router-context.shared-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { eventsReceivedStatistic } from "@/lib/statistics/declared/eventsReceived";
import { findStatistic } from "@/lib/statistics/declared/statistics";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import { arrivedEvents } from "./arrived-events";
import { Overview } from "./overview";

/** Of a page that is only drawn nobody navigates. */
const router = {} as contexts.AppRouterInstance;

/**
 * The router's contexts. Where another test in the process has loaded Next's server, Next's own modules are given a
 * second one in place of the first.
 */
const { AppRouterContext } = contexts;
const { AppRouterContext: OfNext } = createRequire(import.meta.url)(
  "next/dist/shared/lib/app-router-context.shared-runtime",
) as typeof contexts;

function render(state: "ready" | "empty" | "tooFew", isPrivate = false): string {
  const read = (key: string) => {
    const statistic = findStatistic(key);
    if (statistic === undefined) throw new Error(`no statistic ${key}`);
    return { ...exampleReading(statistic, { state }), isPrivate };
  };
  const received = { ...exampleReading(eventsReceivedStatistic, { state }), isPrivate };
  const reading = {
    computedAt: "2026-11-25T12:00:00.000Z",
    today: "2026-11-25",
    instances: { today: 1, days28: 1, all: 1 },
    events: { today: 3, days28: 3, all: 3 },
    perDay: { days: [{ day: "2026-11-25", counts: { alert: 3 } }], types: [] },
    exampleEvents: 2,
    hasRefusals: false,
  };
  return renderToStaticMarkup(
    <AppRouterContext value={router}>
      <OfNext value={router}>
        <Overview
          data={{
            computedAt: reading.computedAt,
            exampleEvents: reading.exampleEvents,
            isPrivate,
            headlines: {
              activeInstances: read("active-instances"),
              cloneTimes: read("clone-times"),
              engineVersions: read("engine-versions"),
              fileSystems: read("file-systems"),
              restoreModes: read("restore-modes"),
            },
            events: arrivedEvents(reading, received),
          }}
        />
      </OfNext>
    </AppRouterContext>,
  );
}
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

it("leads from every figure and every chart to its statistic", () => {
  const html = render("ready");
  for (const key of [
    "active-instances",
    "clone-times",
    "engine-versions",
    "file-systems",
    "restore-modes",
    "events-received",
  ]) {
    expect(html).toContain(`href="/statistics/${key}`);
  }
  expect(html).not.toContain("style=");
  expect(textOf(html)).toContain("The next week is counted on 30 November 2026, 00:00 UTC.");
  expect(textOf(html)).toContain("DBLab Engine 4.1.3");
});

it("draws nothing of too few instances, and says so", () => {
  const text = textOf(render("tooFew"));
  expect(text).toContain("It takes 10 instances in a period");
  expect(text).toContain("Too few instances to publish");
  expect(text).not.toMatch(/NaN|undefined/);
});

it("says that an installation is private only where it is", () => {
  expect(textOf(render("ready", true))).toContain("A private installation");
  expect(textOf(render("ready"))).not.toContain("private");
});
