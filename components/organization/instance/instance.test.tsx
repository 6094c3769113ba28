import { describe, expect, it } from "vitest";
import { DataPage } from "../../instance/data/data-page";
import { render } from "../../instance/testing/render";
import { sampleInstance, sampleReceipt } from "../../instance/testing/sample-instance";
import { sampleLinked, sampleOrganization } from "../testing/sample-organization";
import { billingFacts } from "./billing-facts";
import { NotStoredPage } from "./not-stored-page";

const show = (part: Partial<Parameters<typeof NotStoredPage>[0]>) =>
  render(
    <NotStoredPage
      {...sampleOrganization}
      linked={sampleLinked(12)}
      erased={null}
      receipt={null}
      billingRetentionDays={3650}
      {...part}
    >
      what it used
    </NotStoredPage>,
  );

describe("NotStoredPage", () => {
  it("of an instance that only registered waits for its first event", () => {
    const { html, text } = show({});
    expect(text).toContain("fills with its first event");
    expect(text).toContain("what it used");
    expect(html).not.toContain("/undo");
  });

  it("of an erased one has the receipt, the way back, and what billing keeps for how long", () => {
    const { html, text } = show({
      erased: { kind: "hidden", receiptId: sampleReceipt.id },
      receipt: sampleReceipt,
    });
    expect(text).toContain(sampleReceipt.id);
    expect(text).toContain("2 December 2026, 10:00 UTC");
    expect(html).toContain('action="/org/instances/12/undo" method="post"');
    expect(text).toContain("for 3,650 days");
    expect(text).toContain("what it used");
  });

  it("of a purged one whose events are refused offers to take them again", () => {
    const { text } = show({ erased: { kind: "refused" } });
    expect(text).toContain("Erased, and deleted");
    expect(text).toContain("Take events of this instance again");
  });
});

describe("DataPage of an organization's instance", () => {
  const shown = render(
    <DataPage
      instance={{ ...sampleInstance, base: "/org/instances/12", viewer: "organization" }}
      isWronglyConfirmed={false}
      baseUrl="http://t.test"
      alsoStays={billingFacts(90)}
    />,
  );

  it("says what billing keeps, and who can undo", () => {
    expect(shown.text).toContain("Its hourly usage reports");
    expect(shown.text).toContain("for 90 days");
    expect(shown.text).toContain("The organization can undo it");
    expect(shown.text).not.toContain("Anyone who has the ID can undo it");
    expect(shown.text).toContain("cannot be switched off");
  });

  it("erases and exports below the organization's address only", () => {
    expect(shown.html).toContain('action="/org/instances/12/erase"');
    expect(shown.html).toContain('href="/org/instances/12/export/ndjson"');
    expect(shown.html).not.toMatch(/(?:href|action)="\/instance/);
  });
});
