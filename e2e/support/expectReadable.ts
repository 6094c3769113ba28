import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/**
 * A phone's and a desktop's, each in one theme: a theme has the same colors at every width, and a width the same parts in
 * every theme. The last one is what tests go on with.
 */
const forms = [
  { width: 390, height: 844, colorScheme: "dark" },
  { width: 1280, height: 900, colorScheme: "light" },
] as const;

/**
 * Checks an open page, as wide as a phone and as a desktop, in dark and in light, for what axe calls serious or critical,
 * and for sideways scrolling.
 */
export async function expectReadable(page: Page): Promise<void> {
  // axe takes seconds for a long page, and many on a busy machine.
  test.slow();
  for (const { width, height, colorScheme } of forms) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    const problems = await findProblems(page);
    expect({ width, colorScheme, problems }).toEqual({ width, colorScheme, problems: [] });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect({ width, overflow }).toEqual({ width, overflow: Math.min(overflow, 0) });
  }
}

async function findProblems(page: Page): Promise<string[]> {
  // Our pages have no frames, for which the other mode opens a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
