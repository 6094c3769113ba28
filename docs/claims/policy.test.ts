import { expect, test } from "vitest";
import { withHashes } from "../../lib/front/keptPages/policyOfHashes";
import { config, contentSecurityPolicy } from "../../proxy";
import { readText, spansOf, tableOf } from "./readers";

const decision = readText("docs/decisions/0003-content-security-policy.md");

/** The directives of a policy with their values, without what a nonce and a hash are. */
function directivesOf(policy: string): Map<string, string> {
  return new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [
        name,
        values
          .join(" ")
          .replace(/'nonce-[^']+'/, "'nonce-…'")
          .replace(/'sha256-[^']+'/, "'sha256-…'"),
      ];
    }),
  );
}

test("decision 3 lists every directive of the policy with its value", () => {
  const listed = tableOf(decision, "directive", "value", "why").flatMap(([names = "", value = ""]) =>
    spansOf(names).map((name): [string, string] => [name, spansOf(value)[0] ?? ""]),
  );
  const policy = directivesOf(contentSecurityPolicy({ nonce: "abc", development: false }));
  expect(new Map(listed.toSorted())).toEqual(new Map([...policy].toSorted()));
});

test("decision 3 says what stands in the policy of a kept page instead", () => {
  const policy = contentSecurityPolicy({ nonce: "AbCd+/0123456789AbCdEg==", development: false });
  const html = '<script nonce="AbCd+/0123456789AbCdEg==">f()</script>';
  const kept = directivesOf(withHashes({ html, policy })?.policy ?? "");
  const [, said] = /\*\*Kept pages\*\* have `([^`]+)` in `script-src`/.exec(decision) ?? [];
  expect(kept.get("script-src")).toBe(said);
  const others = new Map([...directivesOf(policy)].filter(([name]) => name !== "script-src"));
  expect(new Map([...kept].filter(([name]) => name !== "script-src"))).toEqual(others);
});

test("decision 3 names what does not come through the proxy, and all of it", () => {
  const sentence = decision.split("\n").find((line) => line.includes("its matcher leaves out")) ?? "";
  const named = spansOf(sentence).map((span) => span.replaceAll(/<\w+>/g, "x").replace(/\/$/, "/x"));
  const [matcher = ""] = config.matcher;
  expect(named.filter((address) => new RegExp(`^${matcher}$`).test(address))).toEqual([]);
  const [, alternatives = ""] = /^\/\(\(\?!(.*)\)\.\*\)$/.exec(matcher) ?? [];
  const left = alternatives.split(/\|(?![^(]*\))/);
  expect(left.length).toBeGreaterThan(5);
  expect(left.filter((one) => !named.some((address) => new RegExp(`^/${one}`).test(address)))).toEqual([]);
});
