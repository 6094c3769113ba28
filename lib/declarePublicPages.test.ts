import { expect, it } from "vitest";
import { isEmbeddable, isPrivatePage } from "../components/frame/sections";
import { filesBelow } from "../docs/claims/readers";
import { createPageFinder, declarePublicPages } from "./declarePublicPages";
import { createAddressReader } from "./front/keptPages/addresses";
import { markdownPath, pathOfMarkdown } from "./machines/markdown/markdownPath";

const isPage = createPageFinder();

/** The pages of app/, each at an address that is there, with something in place of what only a database knows. */
const addresses = filesBelow("app", /^page\.tsx$/).map((file) => {
  const path = `/${file.split("/").slice(1, -1).join("/")}`;
  return { path, at: fill(path) };
});

function fill(path: string): string {
  const known: Readonly<Record<string, string>> = {
    "/api/operations/[operation]": "/api/operations/sendEvents",
    "/calls/[call]": "/calls/dblab_token_check",
    "/docs/[page]": "/docs/install",
    "/docs/decisions/[decision]": "/docs/decisions/0029-kept-pages",
    "/events/[type]": "/events/clone_reset",
    "/releases/[release]": "/releases/2026-11-30.2",
    "/statistics/[key]": "/statistics/engine-versions",
    "/statistics/corrections/[revision]": "/statistics/corrections/3",
  };
  return known[path] ?? path.replaceAll(/\[[^\]]+\]/g, "1");
}

it("gives every page that anybody may read a Markdown form, and none to one that knows a session", () => {
  const wrong = addresses.filter(({ at }) => isPage(at) === (isPrivatePage(at) || isEmbeddable(at)));
  expect(wrong).toEqual([]);
  expect(addresses.filter(({ at }) => isPage(at)).length).toBeGreaterThan(20);
  expect(addresses.filter(({ at }) => isPrivatePage(at)).length).toBeGreaterThan(15);
});

it("takes no path for a page that only looks like one", () => {
  const others = [
    "/openapi.json",
    "/statistics/engine-versions.csv",
    "/events/",
    "/events/none",
    "/instance",
  ];
  for (const path of [...others, "/org/../events", "//events", "/markdown/events", "/releases/1"])
    expect([path, isPage(path)]).toEqual([path, false]);
});

it("keeps the Markdown form of each page that is kept, with the same parameters", () => {
  const read = createAddressReader(declarePublicPages({ isPrivate: false }));
  for (const { at } of addresses.filter((one) => isPage(one.at))) {
    const page = read(at);
    expect(read(markdownPath(at))).toEqual({ ...page, target: markdownPath(at) });
  }
  expect(read("/statistics/engine-versions.md?range=90d")?.hasParameters).toBe(true);
  expect(read("/releases/2026-11-30.md")?.madeOf).toBe("figures");
  expect(read("/releases/2026-11-30/README.md")).toBeNull();
  const own = createAddressReader(declarePublicPages({ isPrivate: true }));
  expect([own("/privacy.md")?.madeOf, own("/statistics.md")]).toEqual(["build", null]);
});

it("goes from a page to its Markdown form and back", () => {
  for (const path of ["/", "/events", "/docs/decisions/0001-ingest-beside-next", "/releases/2026-11-30.2"])
    expect(pathOfMarkdown(markdownPath(path))).toBe(path);
  for (const path of ["/events", "/.md", "/events/.md"]) expect(pathOfMarkdown(path)).toBeNull();
});
