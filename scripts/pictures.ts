// `npm run pictures -- http://localhost:3000`: the picture of the overview in README, light and dark, from a running demo.
import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";

const folder = "docs/pictures";
const [address = "http://localhost:3000"] = process.argv.slice(2);
const executablePath = findChromium();
const browser = await chromium.launch({
  args: ["--no-sandbox"],
  ...(executablePath === undefined ? {} : { executablePath }),
});
mkdirSync(folder, { recursive: true });
for (const colorScheme of ["light", "dark"] as const) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, colorScheme });
  await page.goto(address, { waitUntil: "load" });
  // Small enough for a repository.
  await page.screenshot({ path: `${folder}/overview-${colorScheme}.jpg`, type: "jpeg", quality: 72 });
  await page.close();
}
await browser.close();
