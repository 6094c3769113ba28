import { describe, expect, it } from "vitest";
import { render } from "../testing/render";
import { sampleReceipt } from "../testing/sample-instance";
import { LookUpPage } from "./look-up-page";

const show = (part: Partial<Parameters<typeof LookUpPage>[0]>) =>
  render(<LookUpPage notice={null} absent={null} {...part} />);

describe("LookUpPage", () => {
  it("sends the ID in the body of a request, and lets no browser remember it", () => {
    const { html } = show({});
    expect(html.match(/<form[^>]* action="\/instance\/open" method="post">/g)).toHaveLength(2);
    expect(html).not.toMatch(/method="get"/);
    const [field = ""] =
      /<input[^>]*name="id"[^>]*required[^>]*>|<input[^>]*required[^>]*name="id"[^>]*>/.exec(html) ?? [];
    expect(field).toContain('autoComplete="off"');
  });

  it("opens the example, and has the commands that print an ID", () => {
    const { html, text } = show({});
    expect(html).toContain('type="hidden" name="id" value="c6fgs68hmvj3sm2pbphg"');
    expect(text).toContain("docker logs dblab_server");
    expect(text).toContain("healthz");
  });

  it("says for how long to wait, as an alert", () => {
    const { html, text } = show({ notice: { kind: "limited", seconds: 42 } });
    expect(html).toContain('role="alert"');
    expect(text).toContain("Try again in 42 seconds.");
  });

  it("says the same of every ID without an instance, and offers to wait", () => {
    const { html, text } = show({ absent: { receipt: null } });
    expect(text).toContain("Nothing is open under this ID.");
    expect(text).toContain("this page opens with its first event");
    expect(html).toContain('role="status"');
    expect(html).toContain('action="/instance/close"');
    expect(text).not.toMatch(/is not known|was erased|no instance ID/);
  });

  it("opens the undo where there was nothing to undo", () => {
    const isOpen = ({ html }: { html: string }) =>
      /<details open[^>]*>\s*<summary[^>]*>Undo an erasure/.test(html);
    expect(isOpen(show({}))).toBe(false);
    expect(isOpen(show({ notice: { kind: "nothing to undo" } }))).toBe(true);
  });
});

describe("a receipt", () => {
  it("has identifier, times, counts and the way back", () => {
    const { html, text } = show({ absent: { receipt: sampleReceipt } });
    expect(text).toContain(sampleReceipt.id);
    expect(text).toContain("Can be undone until 2 December 2026, 10:00 UTC");
    expect(text).toContain("1,207 events");
    expect(text).toContain("51 days");
    expect(html).toContain(`href="/api/v1/erasures/${sampleReceipt.id}"`);
    expect(html).toMatch(/action="\/instance\/undo" method="post"[^>]*><button[^>]*>Undo</);
    expect(text).not.toContain("Nothing is open under this ID.");
  });

  it("of an erasure that was undone does not explain why nothing is open", () => {
    const undone = { ...sampleReceipt, state: "undone", undoneAt: "2026-11-26T10:00:00.000Z" } as const;
    const { text } = show({ absent: { receipt: undone } });
    expect(text).toContain("Nothing is open under this ID.");
    expect(text).not.toContain(sampleReceipt.id);
  });

  it("offers after the purge only to take events again, where they are refused", () => {
    const purged = { ...sampleReceipt, state: "purged", purgedAt: "2026-12-02T10:00:31.000Z" } as const;
    expect(show({ absent: { receipt: purged } }).html).not.toMatch(/undo" method="post"[^>]*><button/);
    const refusing = show({ absent: { receipt: { ...purged, refusesEvents: true } } });
    expect(refusing.text).toContain("Take events of this ID again");
    expect(refusing.text).toContain("Deleted 2 December 2026, 10:00 UTC");
    expect(refusing.text).toContain("Answered and dropped");
  });
});
