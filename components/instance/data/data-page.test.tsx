import { expect, it } from "vitest";
import { exportForms } from "@/lib/instances/export/exportForms";
import { render } from "../testing/render";
import { exampleInstance, sampleInstance } from "../testing/sample-instance";
import { DataPage } from "./data-page";

const show = (part: Partial<Parameters<typeof DataPage>[0]> = {}) =>
  render(<DataPage instance={sampleInstance} isWronglyConfirmed={false} baseUrl="http://t.test" {...part} />);

it("offers every form, and commands that do not hold the ID", () => {
  const { html } = show();
  for (const form of Object.keys(exportForms)) expect(html).toContain(`href="/instance/export/${form}"`);
  for (const [, code = ""] of html.matchAll(/<pre[^>]*><code[^>]*>(.*?)<\/code>/gs)) {
    expect(code).toContain("$DBLAB_INSTANCE_ID");
    expect(code).not.toContain(sampleInstance.instanceId);
  }
});

it("says what goes, what stays and why, and how long it can be undone", () => {
  const { text } = show();
  expect(text).toContain("Every event of the instance");
  expect(text).toContain("No instance is in them any more, so none can be taken out.");
  expect(text).toContain("For 7 days");
  expect(text).toContain("the engine notices nothing");
});

it("erases only after the ID is typed, and leaves refusing to the reader", () => {
  const { html } = show();
  const [form = ""] = /<form[^>]* action="\/instance\/erase".*?<\/form>/s.exec(html) ?? [];
  expect(form).toContain('method="post"');
  expect(form).toMatch(/<input[^>]*name="confirm"/);
  expect(form).toMatch(
    /<input[^>]*type="checkbox"[^>]*name="refuse"|<input[^>]*name="refuse"[^>]*type="checkbox"/,
  );
  expect(form).not.toContain("checked");
  expect(form).not.toContain(sampleInstance.instanceId);
});

it("says where the typed ID was another one, at the field", () => {
  const { html, text } = show({ isWronglyConfirmed: true });
  expect(text).toContain("That is not the ID of this instance. Nothing was erased.");
  expect(html).toMatch(/<input[^>]*aria-invalid="true"/);
  expect(show().html).not.toContain('role="alert"');
});

it("does not offer to erase the public example, and says why", () => {
  const { html, text } = show({ instance: exampleInstance });
  expect(html).not.toContain("/instance/erase");
  expect(text).toContain("The example instance cannot be erased");
});
