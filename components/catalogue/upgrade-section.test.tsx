import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { catalogue } from "@/lib/catalogue";
import { sourceTags } from "@/lib/engineSource/sourceLines";
import { UpgradeSection } from "./upgrade-section";

const render = (from?: string, to?: string) =>
  renderToStaticMarkup(<UpgradeSection catalogue={catalogue} from={from} to={to} />);

it("says of what is no version that it is none, and compares nothing with it", () => {
  const html = render("<v9>", sourceTags.at(-1));
  expect(html).toContain("The engine’s source has no version &lt;v9&gt;.");
  expect(html).not.toContain('role="status"');
  expect(render()).not.toContain('role="alert"');
});

it("compares two versions, and calls a commit without a tag not released", () => {
  const html = render(sourceTags[0], sourceTags.at(-1));
  expect(html).toContain(`From ${sourceTags[0]} to ${sourceTags.at(-1)}`);
  for (const tag of sourceTags.filter((one) => !one.startsWith("v")))
    expect(html).toContain(`not released (${tag})`);
});
