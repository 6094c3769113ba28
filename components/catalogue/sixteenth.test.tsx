import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { catalogue, createCatalogue, eventTypes, exampleInstanceIds } from "@/lib/catalogue";
import { databaseVacuumed } from "@/lib/catalogue/testing/sixteenth";
import { EventChanges } from "./event-changes";
import { EventList } from "./event-list";
import { EventTypePage } from "./event-type-page";
import { readFilter } from "./find-event-types";
import { schemaDocument } from "./schema-document";
import { TryPage } from "./try/try-page";

const sixteen = createCatalogue([...eventTypes, databaseVacuumed]);
const howMany = `${eventTypes.length + 1} event types`;
const baseUrl = "https://telemetry.example";

function listOf(of: typeof catalogue, parameters: Record<string, string> = {}): string {
  return renderToStaticMarkup(<EventList catalogue={of} filter={readFilter(parameters)} use={null} />);
}

describe("an event type that is only declared", () => {
  it("is on the list, in its group, with its fields", () => {
    const html = listOf(sixteen);
    expect(html).toContain(howMany);
    expect(html).toContain('href="/events/database_vacuumed"');
    expect(html).toContain('href="/events/database_vacuumed#field-pages.removed"');
    expect(listOf(catalogue)).not.toContain("database_vacuumed");
  });

  it("is found by its field, its class and its engine version", () => {
    const parameters = { field: "pages.removed", class: "technical", engine: "4.2.0" };
    expect(listOf(sixteen, parameters)).toContain(`1 of ${howMany}`);
    expect(listOf(sixteen, { ...parameters, engine: "4.1.0" })).toContain(
      "No event type matches these filters",
    );
  });

  describe("on its own page", () => {
    let html = "";
    beforeAll(() => {
      html = renderToStaticMarkup(
        <EventTypePage catalogue={sixteen} type={databaseVacuumed} baseUrl={baseUrl} use={null} />,
      );
    });

    it("has its sentences, its alias, and an anchor for every field", () => {
      for (const text of ["Database vacuumed", "After a database was vacuumed.", "To test the catalogue."]) {
        expect(html).toContain(text);
      }
      expect(html).toContain("database_vacumed");
      for (const path of ["databases", "remark", "pages.removed"])
        expect(html).toContain(`id="field-${path}"`);
    });

    it("has the payload and the request of each engine version", () => {
      const text = html.replace(/<[^>]*>/g, "").replaceAll("&quot;", '"');
      expect(html).toContain("Engine 4.2");
      expect(html).toContain("Engine 4.1");
      expect(text).toContain("Selfassigned-Instance-Id: c6fgs68hmvj3sm2pbphg");
      expect(text).toContain('"event_data":{"databases":["shop"],"remark":"All good","pages":{"removed":7}}');
      expect(text).toContain('"event_data":{"databases":["shop"],"remark":"All good"}}');
    });

    it("shows what is kept: hashes, known texts, and the length of others", () => {
      expect(html).toMatch(/\[&quot;[0-9a-f]{32}&quot;\]/);
      expect(html).toMatch(/other \(\d+ characters\)/);
      for (const words of ["hashed", "known text, kept", "folded to its length", "kept as it is"]) {
        expect(html).toContain(words);
      }
    });
  });

  it("is among the changes, and so is what came to it later", () => {
    const html = renderToStaticMarkup(<EventChanges catalogue={sixteen} />);
    const [, since42 = ""] = html.split('id="engine-4.2"');
    const [in42 = "", in41 = ""] = since42.split('id="engine-4.1"');
    expect(in42).toContain('href="/events/database_vacuumed#field-pages.removed"');
    expect(in41).toContain('href="/events/database_vacuumed"');
  });

  it("has a JSON Schema under its own address", () => {
    const schema = JSON.parse(schemaDocument(databaseVacuumed, baseUrl));
    expect(schema.$id).toBe("https://telemetry.example/events/database_vacuumed/schema.json");
    expect(schema.properties.event_type.enum).toEqual(["database_vacuumed", "database_vacumed"]);
    expect(Object.keys(schema.properties.event_data.properties)).toEqual(["databases", "remark", "pages"]);
    expect(schema.examples[0].instance_id).toBe(exampleInstanceIds[0]);
  });

  it("can be tried, and has its schema linked where scripts are off", () => {
    const page = renderToStaticMarkup(
      <TryPage
        catalogue={sixteen}
        parameters={{ type: "database_vacuumed" }}
        baseUrl={baseUrl}
        retentionDays={400}
      />,
    );
    expect(page).toContain('href="/events/database_vacuumed/schema.json"');
    expect(page).toContain("Would be accepted.");
    expect(page).toContain("pages.removed");
  });
});

describe("the page of every declared event type", () => {
  it.each(catalogue.types.map((type) => [type.name, type] as const))("%s is made", (_, type) => {
    const html = renderToStaticMarkup(
      <EventTypePage catalogue={catalogue} type={type} baseUrl={baseUrl} use={null} />,
    );
    expect(html).toContain(`/events/${type.name}/schema.json`);
    expect(html).not.toContain("undefined");
  });
});

describe("how often a type was received", () => {
  const use = {
    when: "in the week of 16 November 2026",
    isPrivate: false,
    publishMinInstances: 10,
    byType: new Map([["alert", 1234]]),
  };

  it("is said, or that too few instances or none sent it", () => {
    const html = renderToStaticMarkup(<EventList catalogue={catalogue} filter={readFilter({})} use={use} />);
    expect(html).toContain("1,234 events");
    expect(html).toContain("in the week of 16 November 2026");
    expect(html.split("fewer than 10 instances").length - 1).toBe(eventTypes.length - 1);
  });

  it("is said to be none on a private installation", () => {
    const html = renderToStaticMarkup(
      <EventList
        catalogue={catalogue}
        filter={readFilter({})}
        use={{ ...use, isPrivate: true, byType: new Map() }}
      />,
    );
    expect(html).not.toContain("fewer than");
    expect(html).toContain(">none<");
  });
});
