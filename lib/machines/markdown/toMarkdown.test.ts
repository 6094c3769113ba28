import { expect, it } from "vitest";
import { toMarkdown } from "./toMarkdown";

const url = "https://telemetry.example.org/below/events";

/** What stands below the head. */
function bodyOf(main: string): string {
  const html = `<!doctype html><html><head><title>A &amp; "B"</title><meta name="description" content="What: it is"></head><body><header><nav>Menu</nav></header><main>${main}</main><footer>Foot</footer></body></html>`;
  return toMarkdown({ html, url }).split("\n---\n").slice(1).join("\n---\n").trim();
}

it("begins with title, description and address as YAML, and has what holds for every page, and the main part", () => {
  const html = `<title>A &amp; "B"</title><meta name="description" content="What: it is"><body><p role="status">The database is away.</p><nav>Menu</nav><main><h1>Events</h1></main>`;
  expect(toMarkdown({ html, url })).toBe(
    `---\ntitle: "A & \\"B\\""\ndescription: "What: it is"\nurl: "${url}"\n---\n\nThe database is away.\n\n# Events\n`,
  );
});

it("has tables with each of their cells, in one line a row", () => {
  const table = `<table><caption>Of <b>all</b></caption><thead><tr><th>Name</th><th>n</th><th>Note</th></tr></thead>
    <tbody><tr><th>a|b</th><td><p>1</p><p>2</p></td><td></td></tr><tr><td colspan="3">Nothing <code>x|y</code></td></tr></tbody></table>`;
  expect(bodyOf(table)).toBe(
    [
      "**Of all**",
      "",
      "| Name | n | Note |",
      "| --- | --- | --- |",
      "| a\\|b | 1 2 |  |",
      "| Nothing `x\\|y` |",
    ].join("\n"),
  );
});

it("says a chart by its heading and its table, and nothing of what is pressed or seen alone", () => {
  const main = `<figure><figcaption><h2>ZFS leads.</h2></figcaption><svg><text>84</text></svg>
    <details><summary>The numbers</summary><p>84%</p></details></figure>
    <form><label>Range <input></label><button>Show</button></form><div class="screen-only">Tabs</div>
    <p aria-hidden="true">again</p><script>alert(1)</script><style>a{}</style><template>t</template>`;
  expect(bodyOf(main)).toBe("## ZFS leads.\n\n**The numbers**\n\n84%");
});

it("makes links absolute, keeps apart what a style keeps apart, and names what only a label names", () => {
  const cell = '<table><tr><td><data value="39">39</data><span class="ml-1.5">100%</span></td></tr></table>';
  expect(bodyOf(cell)).toBe("| 39 100% |");
  expect(bodyOf('<p>(<b>a</b>, <i>b</i>) 5<span class="block">days</span></p>')).toBe("(**a**, _b_) 5 days");
  expect(bodyOf("<p><code><b>a</b><b>b</b></code></p>")).toBe("`ab`");
  const main = `<p><a href="/below/calls">Calls</a> and <a href="#x">here</a></p>
    <p class="flex gap-2"><span>12</span><span>engines</span></p>
    <dl><div><dt>Since</dt><dd>4.0</dd></div><div><dt>Sent</dt><dd>often</dd></div></dl>
    <section class="tab-panel min-w-0" aria-label="Table"><p class="hidden">Table</p><p>rows</p></section>`;
  expect(bodyOf(main)).toBe(
    [
      "[Calls](https://telemetry.example.org/below/calls) and [here](https://telemetry.example.org/below/events#x)",
      "",
      "12 engines",
      "",
      "- **Since**: 4.0",
      "",
      "- **Sent**: often",
      "",
      "**Table**",
      "",
      "rows",
    ].join("\n"),
  );
});

it("lets no text of a page become Markdown of its own", () => {
  expect(bodyOf("<p># no heading *no* [no](link) &lt;script&gt;</p>")).toBe(
    "\\# no heading \\*no\\* \\[no\\](link) <script>",
  );
  expect(bodyOf("<pre><code>{\n  &quot;a&quot;: 1\n}</code></pre>")).toBe('```\n{\n  "a": 1\n}\n```');
});
