import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { catalogue, createCatalogue, eventTypes } from "@/lib/catalogue";
import { databaseVacuumed } from "@/lib/catalogue/testing/sixteenth";
import { describedTables } from "@/lib/database/describedTables";
import { cookies } from "@/lib/http/cookies";
import { thresholds } from "@/lib/settings/thresholds";
import { countAfterEndHours } from "@/lib/statistics/count/closing";
import { statistics } from "@/lib/statistics/declared/statistics";
import { expectedError } from "@/lib/statistics/publish/expectedError";
import { sayDuration } from "@/lib/words/sayDuration";
import { themeStorage } from "../frame/theme";
import { Methodology } from "./methodology";
import { OptOut } from "./opt-out";
import { Privacy } from "./privacy";

const counting = {
  countAfterDays: 3,
  publishMinInstances: 7,
  rawRetentionDays: 123,
  isPrivate: false,
  clockSkewSeconds: 600,
};
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, "");
const decode = (text: string) =>
  text.replaceAll("&#x27;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

describe("Privacy", () => {
  it("lists the identifiers and free text of a sixteenth event type", () => {
    const extended = createCatalogue([...eventTypes, databaseVacuumed]);
    const html = renderToStaticMarkup(
      <Privacy catalogue={extended} rawRetentionDays={123} billingRetentionDays={77} />,
    );
    expect(html).toContain('href="/events/database_vacuumed"');
    expect(textOf(html)).toContain(`${eventTypes.length + 1} event types`);
    expect(textOf(html)).toContain("The databases.");
    expect(
      renderToStaticMarkup(<Privacy catalogue={catalogue} rawRetentionDays={1} billingRetentionDays={77} />),
    ).not.toContain("vacuumed");
  });

  it("says per edition what is linked and for how long billing keeps it", () => {
    const html = renderToStaticMarkup(
      <Privacy catalogue={catalogue} rawRetentionDays={1} billingRetentionDays={77} />,
    );
    expect(textOf(html)).toContain("77 days from the report");
    expect(textOf(html)).toContain("Community");
    expect(html).toContain('href="/org"');
  });

  it("lists every cookie with its purpose and its lifetime, and what local storage holds", () => {
    const text = decode(
      textOf(
        renderToStaticMarkup(
          <Privacy catalogue={catalogue} rawRetentionDays={1} billingRetentionDays={77} />,
        ),
      ),
    );
    for (const { name, purpose } of [
      ...Object.values(cookies),
      { ...themeStorage, name: themeStorage.key },
    ]) {
      expect(text).toContain(name);
      expect(text).toContain(purpose);
    }
    expect(text).toContain(`${Object.keys(cookies).length} cookies`);
    expect(text).toContain(sayDuration(cookies.support.maximumAgeSeconds));
  });

  it("lists every table with how long its rows stay", () => {
    const html = renderToStaticMarkup(
      <Privacy catalogue={catalogue} rawRetentionDays={1} billingRetentionDays={77} />,
    );
    for (const { name } of describedTables) expect(html).toContain(`<code>${name}</code>`);
  });

  it("says how long raw events are kept here", () => {
    const text = textOf(
      renderToStaticMarkup(
        <Privacy catalogue={catalogue} rawRetentionDays={123} billingRetentionDays={77} />,
      ),
    );
    expect(text).toContain("deleted after 123 days");
    expect(text).toContain("123 days, then dropped by whole months");
    expect(text).not.toContain("400");
  });
});

describe("OptOut", () => {
  it("says how long raw events are kept here", () => {
    expect(
      textOf(renderToStaticMarkup(<OptOut rawRetentionDays={123} baseUrl="https://telemetry.example" />)),
    ).toContain("kept 123 days");
  });
});

describe("Methodology", () => {
  it("says what an installation that publishes is set to", () => {
    const text = textOf(renderToStaticMarkup(<Methodology {...counting} />));
    expect(text).toContain("Here that is 3 days.");
    expect(text).toContain("here 7, is not published");
    expect(text).toContain("older than 123 days");
    expect(text).not.toContain("private");
  });

  it("says of a private one that it withholds nothing", () => {
    const textWith = (settings: Partial<typeof counting>) =>
      textOf(renderToStaticMarkup(<Methodology {...counting} isPrivate {...settings} />));
    const open = textWith({ publishMinInstances: 1, countAfterDays: 0 });
    expect(open).toContain("has no PUBLIC_URL and is private");
    expect(open).toContain("Here the first sighting is enough");
    expect(open).toContain("withholds nothing");
    expect(open).toContain(`takes ${thresholds.publishing.countAfterDays} unless it is set otherwise`);
    expect(textWith({})).toContain("Here that is 3 days");
  });

  it("lists every statistic with its question and method, and leads to it", () => {
    const html = renderToStaticMarkup(<Methodology {...counting} />);
    for (const { key, question, method } of statistics) {
      expect(html).toContain(`href="/statistics/${key}?tab=method"`);
      expect(decode(textOf(html))).toContain(question);
      expect(decode(textOf(html))).toContain(method);
    }
  });

  it("says what protects, with the numbers of this installation and of the code, and what does not", () => {
    const text = textOf(renderToStaticMarkup(<Methodology {...counting} />));
    expect(text).toContain("Nobody and fewer than 7 look the same");
    expect(text).toContain(`${countAfterEndHours} hours after its end`);
    expect(text).toContain("fewer than 14 instances would be counted otherwise is refused");
    expect(text).toContain("What this does not protect against");
    for (const n of [50, 400, 2000]) expect(text).toContain(`${expectedError(n, 0.5).toFixed(2)} points`);
  });
});
