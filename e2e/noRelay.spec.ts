import { expect, test } from "./support/test";

// In a file of its own: the tests of a relay's page are tried again together, and this one has another server.
test("an installation that is no relay has no such page", async ({ page }) => {
  const answer = await page.goto("/relay");
  expect(answer?.status()).toBe(404);
});
