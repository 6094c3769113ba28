import { expect, test } from "vitest";
import { themeStorage } from "../../components/frame/theme";
import { codeFiles, readText } from "./readers";

/** What runs in a server or a browser; `[file, line]` of every line that has it. */
function linesWith(pattern: RegExp): [string, string][] {
  return codeFiles
    .filter((file) => !/^(?:bench|e2e|scripts)\/|\.test\.tsx?$/.test(file))
    .flatMap((file) =>
      readText(file)
        .split("\n")
        .filter((line) => pattern.test(line))
        .map((line): [string, string] => [file, line.trim()]),
    );
}

test("a cookie is set by its declaration alone", () => {
  const setting = linesWith(/set-cookie|cookies\(?\)?\.set\(|cookies\.append|document\.cookie|cookieStore/i);
  expect(setting.length).toBeGreaterThan(1);
  const others = setting.filter(([file]) => file !== "lib/http/cookies.ts");
  expect(others.filter(([, line]) => !line.includes("setCookie("))).toEqual([]);
});

test("local storage holds what the privacy page lists, and nothing else is stored in a browser", () => {
  const storing = linesWith(/\b(?:localStorage|sessionStorage|indexedDB|caches)\b[.[]/);
  const keys = storing.map(([, line]) => /^.*localStorage\.\w+\((?:"(\w+)"|(themeStorage\.key))/.exec(line));
  expect(keys.map((found) => found?.[1] ?? found?.[2])).toEqual(
    storing.map(([file]) => (file.endsWith(".tsx") ? "themeStorage.key" : themeStorage.key)),
  );
  expect(storing.length).toBeGreaterThan(2);
  expect(linesWith(/serviceWorker/)).toEqual([]);
});
