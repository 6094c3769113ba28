import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/** A phone's and a desktop's; the last one is what tests go on with. */
const viewports = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
] as const;

/**
 * Checks an open page, as wide as a phone and as a desktop, for what axe calls serious or critical, in light and in dark,
 * and for sideways scrolling.
 */
export async function expectReadable(page: Page): Promise<void> {
  // axe takes seconds for a long page, and many on a busy machine.
  test.slow();
  for (const viewport of viewports) {
    await page.setViewportSize(viewport);
    const problems = await findProblems(page, false);
    expect({ ...viewport, problems }).toEqual({ ...viewport, problems: [] });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ ...viewport, overflow }).toEqual({ ...viewport, overflow: Math.min(overflow, 0) });
  }
  // A theme has the same colours at every width.
  await page.emulateMedia({ colorScheme: "dark" });
  expect({ dark: await findProblems(page, true) }).toEqual({ dark: [] });
  await page.emulateMedia({ colorScheme: "light" });
}

/** @param coloursOnly a theme changes nothing else, and a whole analysis of a long page takes its time */
async function findProblems(page: Page, coloursOnly: boolean): Promise<string[]> {
  // Our pages have no frames, for which the other mode opens a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await (coloursOnly ? axe.withRules("color-contrast") : axe).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
