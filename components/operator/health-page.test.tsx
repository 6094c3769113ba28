import { expect, it } from "vitest";
import { act, look, well } from "@/lib/health/check";
import type { HealthReading } from "@/lib/health/readHealth";
import { render } from "../instance/testing/render";
import { HealthAway, HealthPage } from "./health-page";

const health: HealthReading = {
  readAt: "2026-11-23T10:00:00.000Z",
  state: "act",
  checks: [
    act("Receiving", "The database takes no events", "TelemetrySpooling"),
    look("Disk", "9 GiB free", "TelemetryDiskFilling"),
    well("Clock", "Agrees"),
  ],
  jobs: [],
  leases: [{ job: "purge", holder: "0a1b2c3d", isHeld: true, lastSuccessAt: null }],
  version: {
    version: "1.2.3",
    build: null,
    node: "26.1.0",
    migrations: { count: 1, last: "20270101000000_last" },
    catalogue: { hash: "abc", eventTypes: 1, engine: "4.2" },
  },
};

it("says what is worst first, and what to do about each that is not well", () => {
  const { html, text } = render(<HealthPage health={health} />);
  expect(text).toContain("Something needs you now.");
  expect(text).toContain("2 of 3 checks: Receiving, Disk.");
  expect(text).toMatch(
    /Receiving State act now How it is The database takes no events What to do The database is away/,
  );
  expect(html).toContain('href="/docs/runbook#telemetryspooling"');
  expect(html).toContain("<code>DATA_DIR</code>");
  expect(html).not.toContain("`");
  expect(text).toMatch(/purge 0a1b2c3d yes none yet/);
  expect(text).toContain("20270101000000_last");
});

it("says that all is well, and what cannot be read", () => {
  const calm = { ...health, state: "well", checks: [well("Clock", "Agrees")], leases: null } as const;
  const { text } = render(<HealthPage health={calm} />);
  expect(text).toContain("Everything is well.");
  expect(text).toContain("The database does not answer.");
});

it("says nothing but what everybody may know while nobody can be signed in", () => {
  const { text } = render(<HealthAway spool={null} />);
  expect(text).toContain("Not receiving");
  expect(text).toContain("TelemetryRefusesEvents");
});
