import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { publishStatus, type StatusReading } from "@/lib/status/readStatus";
import { StatusAway, StatusPage } from "./status-page";

const settings = {
  version: "1.2.3",
  databaseKind: "postgresql",
  rawRetentionDays: 123,
  rateLimitInstance: 600,
  rateLimitAddress: 0,
  publishMinInstances: 5,
  countAfterDays: 2,
  isPrivate: true,
} as const;

const quiet: StatusReading = {
  isAway: false,
  lastStoredAt: null,
  objective: { days: [], window: { keeping: "untold", outcomes: null, p99Ms: null } },
  publishedObjective: { days: [], window: { keeping: "untold", outcomes: null, p99Ms: null } },
  spool: null,
  computedAt: "2026-11-23T10:00:00.000Z",
  startedAt: "2026-11-20T08:00:00.000Z",
  days: [
    { day: "2026-11-22", accepted: 0, refused: 0 },
    { day: "2026-11-23", accepted: 0, refused: 0 },
  ],
  reasons: [],
  unknownFields: [],
  unknownNames: { shown: [], others: 0 },
  observerCalls: 0,
  statistics: { periods: 0, computedAt: null, skipped: 0, held: 0 },
};

const render = (status: StatusReading) =>
  renderToStaticMarkup(<StatusPage status={status} settings={settings} />);
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, "").replaceAll("\u00a0", " ");

it("has words for an installation to which nothing was sent", () => {
  const text = textOf(render(quiet));
  expect(text).toContain("of nothing sent");
  expect(text).toContain("Nothing was refused");
  expect(text).not.toMatch(/NaN|Infinity/);
});

it("says what waits for the database, with places of damage, also while it is away", () => {
  const spool = {
    waiting: 1234,
    since: "2026-11-23T10:00:00.000Z",
    isFull: false,
    damaged: 1,
    places: ["1-1.segment, byte 7: cut"],
    damagedFiles: ["1-1.segment.damaged"],
    foreignFolders: ["/data/spool/3"],
  };
  const away = textOf(renderToStaticMarkup(<StatusAway spool={spool} />));
  const published = (status: StatusReading) =>
    textOf(renderToStaticMarkup(<StatusPage status={status} settings={{ ...settings, isPrivate: false }} />));
  for (const text of [published({ ...quiet, spool }), away]) {
    expect(text).toMatch(/1,234 events, since .*1 event could not be stored · 1-1\.segment, byte 7: cut/);
    expect(text).toContain("1-1.segment.damaged");
    expect(text).toContain("another installation: /data/spool/3");
  }
  const empty = {
    ...spool,
    waiting: 0,
    since: null,
    damaged: 0,
    places: [],
    damagedFiles: [],
    foreignFolders: [],
  };
  expect(published({ ...quiet, spool: empty })).toContain("wait for the databaseNone");
});

it("gives refused as a part of all that was sent", () => {
  const text = textOf(render({ ...quiet, days: [{ day: "2026-11-23", accepted: 1997, refused: 3 }] }));
  expect(text).toContain("0.15% of 2,000");
});

it("draws accepted and refused by day, without inline styles", () => {
  const html = render({
    ...quiet,
    days: [
      { day: "2026-11-22", accepted: 1000, refused: 1 },
      { day: "2026-11-23", accepted: 500, refused: 0 },
    ],
  });
  expect(html).toContain('aria-label="Events accepted and refused by day"');
  expect(html).toContain('fill="var(--bad)"');
  expect(html).not.toContain("style=");
});

it("shows where events were refused, and says so where none was read", () => {
  const text = textOf(
    render({
      ...quiet,
      reasons: [
        {
          reason: "invalid_data",
          text: "Wrong",
          status: 400,
          refusals: 3,
          lastDay: "2026-11-21",
          places: [{ eventType: "alert", field: "event_data.level", refusals: 3 }],
        },
        {
          reason: "invalid_json",
          text: "Not JSON",
          status: 400,
          refusals: 1,
          lastDay: "2026-11-23",
          places: [{ eventType: "", field: "", refusals: 1 }],
        },
      ],
    }),
  );
  expect(text).toContain("alert · event_data.level: 3");
  expect(text).toMatch(/21 Nov/);
  expect(text).toContain("Before an event was read");
});

it("says how far statistics are, and what they had to leave out", () => {
  expect(textOf(render(quiet))).toContain("No period has closed yet");
  const statistics = { periods: 31, computedAt: "2026-11-23T00:15:02.000Z", skipped: 2, held: 1 };
  const text = textOf(render({ ...quiet, statistics }));
  expect(text).toContain("31 closed periods, last counted 23 November 2026, 00:15 UTC");
  expect(text).toContain("1 week held for review");
  expect(text).toContain("2 rows could not be read");
});

it("says what this installation is set to", () => {
  const text = textOf(render(quiet));
  expect(text).toContain("PostgreSQL server");
  expect(text).toContain("600 events a minute");
  expect(text).toContain("Rate limit per client addressNone");
  expect(text).toContain("20 November 2026, 08:00 UTC");
});

it("says nothing of days, places or unknown fields where figures are published, and of counts their size", () => {
  const status = publishStatus({
    ...quiet,
    days: [{ day: "2026-11-23", accepted: 1997, refused: 3 }],
    reasons: [
      {
        reason: "invalid_data",
        text: "Wrong",
        status: 400,
        refusals: 37,
        lastDay: "2026-11-23",
        places: [{ eventType: "alert", field: "event_data.level", refusals: 37 }],
      },
    ],
    unknownFields: [{ eventType: "alert", path: "event_data.mood", events: 2, lastDay: "2026-11-23" }],
  });
  const page = <StatusPage status={status} settings={{ ...settings, isPrivate: false }} />;
  const text = textOf(renderToStaticMarkup(page));
  expect(text).toContain("up to 100");
  expect(text).not.toMatch(/1997|1,997|37\b|event_data|mood|By day|Last/);
});
