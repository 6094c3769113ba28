import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { contentSecurityPolicy } from "../../../proxy";
import { withHashes } from "./policyOfHashes";

const nonce = "AbCd+/0123456789AbCdEg==";
const policy = contentSecurityPolicy({ nonce, development: false });
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const scriptSources = (of: string) => /script-src ([^;]*)/.exec(of)?.[1]?.split(" ");

it("names the page's own inline scripts by what they contain, and trusts nothing else inline", () => {
  const html = [
    `<script src="/a.js" async="" nonce="${nonce}"></script>`,
    `<script nonce="${nonce}" id="_R_">one()</script>`,
    "<script>injected()</script>",
    '<script nonce="AAAAAAAAAAAAAAAAAAAAAA==">guessed()</script>',
    `<script nonce="${nonce}">two("${nonce}")</script>`,
  ].join("");
  const free = withHashes({ html, policy });
  const second = /<script nonce="[^"]*">(two[^<]*)</.exec(free?.html ?? "")?.[1] ?? "";
  expect(scriptSources(free?.policy ?? "")).toEqual(["'self'", hashOf("one()"), hashOf(second)]);
  expect(free?.policy).not.toMatch(/nonce|strict-dynamic|unsafe/);
  expect(free?.html).not.toContain(nonce);
  expect(free?.html).toHaveLength(html.length);
  // Everything else is as strict as it was.
  const others = (of: string) => of.split("; ").filter((one) => !one.startsWith("script-src"));
  expect(others(free?.policy ?? "")).toEqual(others(policy));
});

it("is the same for two renderings of the same page", () => {
  const render = (own: string) =>
    withHashes({
      html: `<script nonce="${own}">one("${own}")</script>`,
      policy: contentSecurityPolicy({ nonce: own, development: false }),
    });
  const { nonce: _, ...first } = render(nonce) ?? { nonce: "" };
  const { nonce: __, ...second } = render("ZZCd+/0123456789AbCdEg==") ?? { nonce: "" };
  expect(first).toEqual(second);
});

it("has the data of a page in one script, however many pieces it came in", () => {
  const data = (text: string) =>
    `<script nonce="${nonce}">self.__next_f.push([1,${JSON.stringify(text)}])</script>`;
  const pieces = (...texts: string[]) =>
    withHashes({ html: `<p>a</p>${texts.map(data).join("")}</body>`, policy });
  const whole = pieces('1:"one"\n2:["$","p"]\n');
  expect(whole?.html).toContain('self.__next_f.push([1,"1:');
  expect(pieces('1:"one"\n', '2:["$","p"]\n')).toEqual(whole);
  expect(pieces('1:"o', 'ne"\n2:["$"', ',"p"]\n')).toEqual(whole);
  // What lies between is where it was.
  const between = withHashes({ html: `${data("a")}<p>b</p>${data("c")}<p>d</p>`, policy });
  expect(between?.html.replaceAll(/ nonce="[^"]*"/g, "")).toBe(
    '<p>b</p><script>self.__next_f.push([1,"ac"])</script><p>d</p>',
  );
});

it("allows files of this host alone where a page has no inline script", () => {
  const free = withHashes({ html: "<p>", policy });
  expect(free?.policy).toContain("; script-src 'self'; ");
});

it("makes nothing of a page without a nonce, or with so many scripts that its header would be large", () => {
  expect(withHashes({ html: "<p>", policy: "default-src 'self'" })).toBeNull();
  const many = Array.from({ length: 17 }, (_, n) => `<script nonce="${nonce}">f(${n})</script>`).join("");
  expect(withHashes({ html: many, policy })).toBeNull();
});
