import { describe } from "vitest";
import { hasPostgres } from "../../lib/database/testing/postgresPrograms";
import type { Database } from "../../lib/database/types";
import { isFull } from "../../lib/testing/effort";

type Kind = Database["kind"];

/** Runs the same tests on both kinds of database; those on a server are skipped where there are no server programs. */
export function describeOnBoth(title: string, tests: (kind: Kind) => void): void {
  for (const kind of ["embedded", "postgresql"] as const) {
    describe.skipIf(kind === "postgresql" && !hasPostgres())(`${title} on ${kind}`, () => tests(kind));
  }
}

/** Runs tests of what does not differ with the kind of database on one; `npm run test:full` on both. */
export function describeOnOne(title: string, tests: (kind: Kind) => void): void {
  const kind = hasPostgres() ? "postgresql" : "embedded";
  if (isFull) describeOnBoth(title, tests);
  else describe(`${title} on ${kind}`, () => tests(kind));
}
