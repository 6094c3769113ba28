import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { APIRequestContext } from "@playwright/test";
import { expectReadable } from "./support/expectReadable";
import { testThatPublishes } from "./support/statisticServers";
import { expect, test } from "./support/test";

/** The newest release, as soon as the job has made it. */
async function latest(request: APIRequestContext) {
  let release: { id: string; files: { path: string; sha256: string; size: number }[] } = {
    id: "",
    files: [],
  };
  await expect(async () => {
    const answer = await request.get("/api/v1/releases/latest");
    expect(answer.status()).toBe(200);
    release = await answer.json();
  }).toPass({ timeout: 100_000 });
  return release;
}

testThatPublishes.describe("an installation that publishes", () => {
  testThatPublishes.describe.configure({ mode: "default", timeout: 150_000 });

  testThatPublishes(
    "lists releases, and each has its files, sizes and checksums",
    async ({ page, request }) => {
      const { id, files } = await latest(request);
      await page.goto("/statistics");
      await page.getByRole("contentinfo").getByRole("link", { name: "Releases" }).click();
      const row = page.getByRole("table", { name: "Releases, newest first" }).getByRole("row").nth(1);
      await expect(row).toContainText("The first, with");
      await expectReadable(page);
      await row.getByRole("link", { name: id }).click();
      await expect(page).toHaveURL(new RegExp(`/releases/${id}$`));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Release ${id}`);
      const tables = page.getByRole("table", { name: "Tables of the release" });
      await expect(tables.getByRole("row", { name: /^figures/ })).toContainText(/CSV.*Parquet/);
      const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
      expect(data).toMatchObject({ "@type": "sc:Dataset", identifier: id });
      await expectReadable(page);

      for (const { path, sha256, size } of files.filter((_, index) => index % 9 === 0)) {
        const answer = await request.get(`/releases/${id}/${path}`);
        const body = await answer.body();
        expect([path, body.length, createHash("sha256").update(body).digest("hex")]).toEqual([
          path,
          size,
          sha256,
        ]);
        expect(answer.headers()["cache-control"]).toContain("immutable");
      }
      const range = await request.get(`/releases/${id}/figures.csv`, { headers: { range: "bytes=0-8" } });
      expect([range.status(), await range.text()]).toEqual([206, "statistic"]);
      const packed = await request.get(`/releases/${id}/figures.csv.gz`);
      const plain = await (await request.get(`/releases/${id}/figures.csv`)).body();
      expect(packed.headers()["content-type"]).toBe("application/gzip");
      expect(gunzipSync(await packed.body()).equals(plain)).toBe(true);
      const moved = await request.get("/releases/latest/SHA256SUMS", { maxRedirects: 0 });
      expect([moved.status(), moved.headers().location]).toEqual([307, `/releases/${id}/SHA256SUMS`]);
      expect((await request.get("/releases/1999-01-01")).status()).toBe(404);
      expect((await request.get(`/releases/${id}/nothing.csv`)).status()).toBe(404);
    },
  );

  testThatPublishes(
    "a browser checks the log, and finds a checkpoint that it did not sign",
    async ({ page, request }) => {
      const { id } = await latest(request);
      await expect(async () => {
        expect((await request.get(`/releases/${id}/release.tlog-proof`)).status()).toBe(200);
      }).toPass({ timeout: 30_000 });
      await page.goto(`/releases/${id}`);
      await page.getByRole("link", { name: /^Entry \d+$/ }).click();
      await expect(page.getByRole("table", { name: "Entries of the log" })).toContainText(`"id":"${id}"`);
      await expectReadable(page);
      const check = page.getByRole("button", { name: "Check the log" });
      const said = page.getByRole("status");
      await check.click();
      await expect(said).toContainText(/as it was signed: \d+ entries|knows no Ed25519/);
      const checkpoint = await (await request.get("/log/checkpoint")).text();
      const kept = page.getByLabel("A checkpoint that you kept");
      await kept.fill(checkpoint);
      await check.press("Enter");
      await expect(said).toContainText(/begins with the \d+ that you kept|knows no Ed25519/);
      await kept.fill(checkpoint.replace(/\n\d+\n/, "\n1\n"));
      await check.click();
      await expect(said).toContainText(/not signed by the key|knows no Ed25519/);
    },
  );

  testThatPublishes("feeds tell of the release, and all of them are Atom", async ({ request }) => {
    const { id } = await latest(request);
    for (const name of ["releases", "corrections", "methodology", "catalogue", "all"]) {
      const answer = await request.get(`/feeds/${name}.atom`);
      expect([name, answer.status(), answer.headers()["content-type"]]).toEqual([
        name,
        200,
        "application/atom+xml; charset=utf-8",
      ]);
      expect(await answer.text()).toMatch(/^<\?xml[^>]*>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
    }
    expect(await (await request.get("/feeds/all.atom")).text()).toContain(`<title>Release ${id}</title>`);
  });
});

test("a private installation says that it publishes nothing", async ({ page, request }) => {
  await page.goto("/releases");
  await expect(page.getByText("Nothing is published here.")).toBeVisible();
  await expectReadable(page);
  await page.goto("/log");
  await expect(page.getByText("There is no log here.")).toBeVisible();
  expect(await (await request.get("/api/v1/releases")).json()).toEqual({ releases: [] });
  expect((await request.get("/log/checkpoint")).status()).toBe(404);
});
