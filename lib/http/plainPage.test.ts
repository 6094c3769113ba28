import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { contentSecurityPolicy } from "../../proxy";
import { plainPage, plainStyleSource } from "./plainPage";

it("has the one style that policies allow, of pages and of its own", () => {
  const page = plainPage("Away", ["A <b>moment</b>."]);
  const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = ""]) => style);
  expect(styles.map((style) => `'sha256-${createHash("sha256").update(style).digest("base64")}'`)).toEqual([
    plainStyleSource,
  ]);
  expect(contentSecurityPolicy({ nonce: "x", development: false })).toContain(plainStyleSource);
  expect(page).toContain("<h1>Away</h1>\n<p>A <b>moment</b>.</p>");
});
