import { describe, expect, it } from "vitest";
import type { TimelinePage, TimelineQuery } from "@/lib/instances/timeline/types";
import { render } from "../testing/render";
import { sampleEvent } from "../testing/sample-events";
import { sampleInstance } from "../testing/sample-instance";
import { EventDetails } from "./event-details";
import { EventsPage, FirstPage } from "./events-page";

const newest: TimelineQuery = { types: [], before: null, after: null, limit: 50 };
const page = (part: Partial<TimelinePage> = {}): TimelinePage => ({
  events: [sampleEvent(9), sampleEvent(8, { eventTime: "2026-11-24T23:00:00.000Z" })],
  older: null,
  newer: null,
  days: { "2026-11-25": 1, "2026-11-24": 1203 },
  ...part,
});
const show = (query: Partial<TimelineQuery>, shown = page(), problem: string | null = null) =>
  render(
    <EventsPage instance={sampleInstance} query={{ ...newest, ...query }} page={shown} problem={problem} />,
  );

describe("EventsPage", () => {
  it("groups events by day with the day's count", () => {
    const { text } = show({});
    expect(text).toMatch(/25 November 2026 1 event .*24 November 2026 1,203 events/);
  });

  it("leads to the pages beside it with the same types and no ID in any address", () => {
    const place = "2026-11-24T23:00:00.000Z_00000000-0000-7000-8000-000000000008";
    const { html } = show({ types: ["alert"] }, page({ older: place, newer: place }));
    const at = encodeURIComponent(place);
    expect(html).toContain(`href="/instance/events?types=alert&amp;before=${at}"`);
    expect(html).toContain(`href="/instance/events?types=alert&amp;after=${at}"`);
    for (const [, address = ""] of html.matchAll(/(?:href|action)="([^"]*)"/g)) {
      expect(address).not.toContain(sampleInstance.instanceId);
    }
  });

  it("keeps the choices in the form, and is live only where nothing is narrowed by time", () => {
    const narrowed = show({ types: ["alert"], before: "2026-11-23" });
    expect(narrowed.html).toMatch(
      /<input[^>]*checked=""[^>]*value="alert"|<input[^>]*value="alert"[^>]*checked=""/,
    );
    expect(narrowed.html).toContain('value="2026-11-23T23:59"');
    expect(narrowed.html).not.toContain('role="switch"');
    expect(show({ types: ["alert"] }).html).toContain('role="switch"');
  });

  it("says what is wrong with an address", () => {
    const { html, text } = show({}, page(), "types must be names of event types");
    expect(html).toContain('role="alert"');
    expect(text).toContain("The address is not right: types must be names of event types.");
  });

  it("says on a relay, to its admin alone, what of each event left or why nothing did", () => {
    const [left, stayed] = page().events;
    const after = {
      instance_id: "hashed",
      event_type: "clone_reset",
      event_time: "",
      event_id: "",
      event_data: {},
    };
    const shown = {
      ...page(),
      fates: {
        [left?.id ?? ""]: {
          kind: "left",
          requestId: "1-000001",
          at: "2026-11-25T10:00:00.000Z",
          before: null,
          after,
          answer: "taken",
          words: "taken",
        },
        [stayed?.id ?? ""]: { kind: "stayed", at: "2026-11-25T10:00:00.000Z", by: "event type" },
      },
    } as const;
    const { html, text } = show({}, shown);
    expect(html).toContain('href="/relay/sent/1-000001"');
    expect(text).toContain("the service upstream took it");
    expect(text).toContain('"instance_id": "hashed"');
    expect(text).toContain("It stayed here, by the rule for its event type");
    const nobody = show({}).text;
    for (const word of ["left at", "stayed", "relay"]) expect(nobody).not.toContain(word);
    const closed = render(
      <EventsPage instance={sampleInstance} query={newest} page={page()} isOnRelay problem={null} />,
    );
    expect(closed.html).toContain('href="/relay#instance"');
  });

  it("has words where there is no event, and no inline style", () => {
    const { html, text } = show({}, page({ events: [], days: {} }));
    expect(text).toContain("No event here");
    expect(html).not.toContain("style=");
  });
});

describe("an event", () => {
  it("opens without a script", () => {
    const { html, text } = render(
      <FirstPage page={page()} titles={{ clone_reset: "Clone reset" }} instanceId="x" />,
    );
    expect(html.match(/<details/g)).toHaveLength(2);
    expect(html.match(/<summary/g)).toHaveLength(2);
    expect(text).toContain('"cloning_time": 1.5');
    expect(text).toMatch(/\bid : hashed\. .* cloning_time : kept as it is\. .* In seconds\./);
  });

  it("opens to its payload in the engine's form, and marks what is not kept as sent", () => {
    const event = sampleEvent(1, {
      type: "alert",
      data: { level: "refresh_failed", message: "other (57 characters)" },
      leftOut: ["event_data.color"],
    });
    const { text } = render(<EventDetails event={event} instanceId={sampleInstance.instanceId} />);
    expect(text).toContain(`"instance_id" : "${sampleInstance.instanceId}"`);
    expect(text).toContain('"event_type" : "alert"');
    expect(text).toMatch(/message .*folded to its length/);
    expect(text).toMatch(/event_data\.color .*only this name .*left out/);
  });

  it("marks an identifier as hashed, and gives units", () => {
    const { text } = render(<EventDetails event={sampleEvent(1)} instanceId="x" />);
    expect(text).toMatch(/\bid .*hashed/);
    expect(text).toMatch(/cloning_time .*1\.5.* seconds/);
  });

  it("still shows a type that the catalogue does not know any more", () => {
    const { text } = render(
      <EventDetails event={sampleEvent(1, { type: "clone_melted", data: { heat: 3 } })} instanceId="x" />,
    );
    expect(text).toContain("The catalogue does not know this type any more.");
    expect(text).toMatch(/heat .*3.*Not documented any more/);
  });
});
