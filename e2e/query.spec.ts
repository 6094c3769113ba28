import type { APIRequestContext, Page } from "@playwright/test";
import { expectReadable } from "./support/expectReadable";
import { testThatPublishes } from "./support/statisticServers";
import { expect, test } from "./support/test";

/** The id of the newest release, as soon as the job has made it. */
async function releaseOf(request: APIRequestContext): Promise<string> {
  let id = "";
  await expect(async () => {
    const answer = await request.get("/api/v1/releases/latest");
    expect(answer.status()).toBe(200);
    ({ id } = await answer.json());
  }).toPass({ timeout: 100_000 });
  return id;
}

/** What was asked of the server: address and body of each request, of the worker's too. */
function watchRequests(page: Page): string[] {
  const seen: string[] = [];
  page.context().on("request", (request) => seen.push(`${request.url()} ${request.postData() ?? ""}`));
  return seen;
}

const editor = (page: Page) => page.getByRole("textbox", { name: "SQL" });
const run = (page: Page) => page.getByRole("button", { name: "Run" });
const error = (page: Page) => page.getByRole("alert", { name: "Error" });
const rowsOf = (page: Page) => page.getByRole("table", { name: "Rows of the query" });

testThatPublishes.describe("an installation with a release", () => {
  testThatPublishes.describe.configure({ mode: "default", timeout: 240_000 });

  testThatPublishes("a chart is asked in SQL, and nothing of the query leaves", async ({ page, request }) => {
    await releaseOf(request);
    await page.goto("/statistics/file-systems");
    const link = page.getByRole("link", { name: "Open in SQL" }).first();
    const seen = watchRequests(page);
    await link.click();
    await expect(page).toHaveURL(/\/query#q=/);
    await expect(editor(page)).toHaveValue(/from file_systems/);
    await expectReadable(page);
    expect(seen.some((one) => /\.wasm/.test(one))).toBe(false);
    const marked = `${await editor(page).inputValue()} -- s3cret`;
    await editor(page).fill(marked);
    await editor(page).press("Control+Enter");
    await expect(page.getByRole("status")).toContainText(/^\d+ rows in /, { timeout: 120_000 });
    expect(seen.some((one) => /\.wasm/.test(one))).toBe(true);

    // The same figures as the page's own file has them.
    const { periods } = await (await request.get("/statistics/file-systems.json")).json();
    const published = (periods as { start: string; values: Record<string, number> }[]).flatMap(
      ({ start, values }) => Object.values(values).map((value) => `${start} ${value}`),
    );
    const rows = rowsOf(page).locator("tbody tr");
    const asked = await rows.evaluateAll((all) =>
      all.map((row) => [0, 3].map((place) => row.children[place]?.textContent).join(" ")),
    );
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.toSorted()).toEqual(published.toSorted());

    await page.getByRole("radiogroup", { name: "Result as" }).getByText("Chart").click();
    await expect(page.getByRole("img", { name: /share over time/ }).first()).toBeVisible();
    await expectReadable(page);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    const saved = await (await download).createReadStream();
    let csv = "";
    for await (const piece of saved) csv += piece;
    expect(csv).toMatch(/^period_start,class_title,share,instances,n\r\n\d{4}-/);
    expect(csv.trim().split("\r\n").length).toBe(asked.length + 1);

    await editor(page).fill("select share\nfrom file_systems\nwhere clas = 'zfs'");
    await run(page).click();
    await expect(error(page)).toContainText('ERROR:  column "clas" does not exist');
    await expect(error(page)).toContainText("LINE 3: where clas = 'zfs'");
    await expect(error(page)).toContainText("HINT:");
    expect(decodeURIComponent(new URL(page.url()).hash)).toContain("clas = 'zfs'");
    await expectReadable(page);

    await editor(page).fill("select count(*) from generate_series(1, 10000000000)");
    await run(page).click();
    await expect(page.getByRole("status")).toHaveText("Running …");
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("status")).toContainText("Canceled");

    expect(seen.filter((one) => /s3cret|clas%20|generate_series/.test(one))).toEqual([]);
  });

  testThatPublishes("a worker may fetch from this site alone", async ({ page, request }) => {
    const id = await releaseOf(request);
    const workers: string[] = [];
    page.on("worker", (worker) => workers.push(worker.url()));
    await page.goto("/query#q=select%201%20as%20one");
    await expect(editor(page)).toHaveValue("select 1 as one");
    await expect(page.getByRole("status")).toHaveText("");
    await run(page).click();
    await expect(rowsOf(page)).toContainText("one", { timeout: 120_000 });
    const [worker] = page.workers();
    if (worker === undefined) throw new Error("no worker");
    const policy = (await request.get(worker.url())).headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
    const tried = await worker.evaluate(
      async (own) => {
        const outcome = (address: string) =>
          fetch(address).then(
            ({ status }) => String(status),
            () => "refused",
          );
        return [await outcome("https://example.com/"), await outcome(own)];
      },
      new URL(`/releases/${id}/SHA256SUMS`, page.url()).href,
    );
    expect(tried).toEqual(["refused", "200"]);
    // The page itself compiles and evaluates nothing.
    const own = await request.get("/query");
    expect(own.headers()["content-security-policy"]).not.toMatch(/unsafe-eval/);

    // There is nothing to copy from, which is the end of this PostgreSQL, and not of the page.
    await editor(page).fill("copy weeks from stdin");
    await run(page).click();
    await expect(page.getByRole("status")).toContainText("PostgreSQL ended", { timeout: 60_000 });
    await editor(page).fill("select count(*) from weeks");
    await run(page).click();
    await expect(page.getByRole("status")).toContainText("1 row in", { timeout: 120_000 });
  });

  testThatPublishes("@phone asks on a phone", async ({ page, request }) => {
    await releaseOf(request);
    await page.goto("/query");
    await run(page).click();
    await expect(page.getByRole("status")).toContainText(/^\d+ rows in /, { timeout: 120_000 });
    await expectReadable(page);
    await page.getByText("figures", { exact: true }).click();
    await expect(page.getByText("Every published figure of every week: the long table.")).toBeVisible();
  });
});

test("a private installation says that there is nothing to ask", async ({ page }) => {
  await page.goto("/query");
  await expect(page.getByText("Nothing is published here.")).toBeVisible();
  await expectReadable(page);
});
