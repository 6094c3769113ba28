import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/** Checks an open page for what axe calls serious or critical, in light and in dark, and for sideways scrolling. */
export async function expectReadable(page: Page): Promise<void> {
  // axe takes seconds for a long page, and many on a busy machine.
  test.slow();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
    // A theme changes colours only, and a whole analysis of a long page takes its time.
    const { violations } = await (colorScheme === "dark" ? axe.withRules("color-contrast") : axe).analyze();
    const serious = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(
        ({ id, nodes }) =>
          `${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
      );
    expect(serious).toEqual([]);
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}
