import { expect, it } from "vitest";
import { rangeOf, readFilePath, releaseFileResponse } from "./releaseResponse";

async function* pieces(text: string) {
  for (const letter of text) yield Buffer.from(letter);
}

const file = {
  path: "statistics/editions.csv",
  size: 6,
  hash: "ab".repeat(32),
  bytes: ({ first, last } = { first: 0, last: 5 }) => pieces("abcdef".slice(first, last + 1)),
  gzip: () => pieces("packed"),
};

const ask = (headers: Record<string, string> = {}, isPacked = false) =>
  releaseFileResponse(
    new Request("https://telemetry.example/x", { headers }),
    { id: "2026-11-30", isPacked },
    file,
  );

it("answers a file of a release as a whole, as a part, packed, and as known", async () => {
  const whole = ask();
  expect([whole.status, await whole.text()]).toEqual([200, "abcdef"]);
  expect(whole.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(whole.headers.get("content-disposition")).toContain(
    "dblab-telemetry-2026-11-30-statistics-editions.csv",
  );
  const part = ask({ range: "bytes=1-2" });
  expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([
    206,
    "bc",
    "bytes 1-2/6",
  ]);
  expect(part.headers.get("cache-control")).toContain("no-transform");
  const packed = ask({}, true);
  expect([await packed.text(), packed.headers.get("content-type")]).toEqual(["packed", "application/gzip"]);
  expect(packed.headers.get("etag")).not.toBe(whole.headers.get("etag"));
  expect(ask({ "if-none-match": whole.headers.get("etag") ?? "" }).status).toBe(304);
  const beyond = ask({ range: "bytes=6-" });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */6"]);
});

it("reads the one range that is asked for, and takes everything else as the whole", () => {
  expect(rangeOf("bytes=0-0", 6)).toEqual({ first: 0, last: 0 });
  expect(rangeOf("bytes=4-99", 6)).toEqual({ first: 4, last: 5 });
  expect(rangeOf("bytes=-2", 6)).toEqual({ first: 4, last: 5 });
  expect(rangeOf("bytes=-0", 6)).toBe("none");
  for (const other of [null, "", "bytes=-", "bytes=0-1,3-4", "bytes=3-2", "lines=1-2"])
    expect(rangeOf(other, 6)).toBeNull();
  expect(readFilePath("figures.csv.gz")).toEqual({ path: "figures.csv", isPacked: true });
});
