import { beforeAll, expect, test } from "vitest";
import { catalogue, engineVersions, fieldsByVersion } from "../../lib/catalogue";
import { createFleet, type Fleet } from "./fleet";
import type { FleetEvent } from "./fleetEvent";
import { fleetHistory } from "./history";

let fleet: Fleet;
let history: FleetEvent[];

beforeAll(() => {
  fleet = createFleet({ seed: 5, instances: 120, months: 18, end: new Date("2026-11-20T15:30:00Z") });
  history = [...fleetHistory(fleet)].filter(({ origin }) => origin === "engine");
});

const versionOf = (event: FleetEvent) => String(event.data.engine_version);
const minorOf = (text: string) => /^v(\d\.\d)\./.exec(text)?.[1];
const builtAt = (text: string) => text.slice(-13);
const starts = () => history.filter(({ type }) => type === "engine_started");

function pathsOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [prefix.slice(0, -1)];
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, `${prefix}${name}.`));
}

test("versions only rise", () => {
  let upgrades = 0;
  const running = new Map<string, string>();
  for (const event of starts()) {
    const before = running.get(event.instanceId);
    const now = versionOf(event);
    running.set(event.instanceId, now);
    if (before === undefined || before === now) continue;
    upgrades += 1;
    expect(builtAt(now) > builtAt(before), `${before} to ${now}`).toBe(true);
    expect((minorOf(now) ?? "9") >= (minorOf(before) ?? "0"), `${before} to ${now}`).toBe(true);
  }
  expect(upgrades).toBeGreaterThan(150);
});

test("no engine runs a build before it was made", () => {
  const early = starts().filter((event) => {
    const stamp = new Date(event.at).toISOString().replace(/[-:]/g, "").replace("T", "-").slice(0, 13);
    return builtAt(versionOf(event)) > stamp;
  });
  expect(early).toEqual([]);
});

const declaredPaths = new Map(
  catalogue.types.flatMap((type) =>
    fieldsByVersion(type).map(({ version, paths }) => [
      `${type.name} ${version.slice(0, 3)}`,
      new Set(paths),
    ]),
  ),
);

test("types and fields are those that the version sends", () => {
  const running = new Map<string, string>();
  const offending = history.filter((event) => {
    if (event.type === "engine_started") running.set(event.instanceId, versionOf(event));
    const minor = minorOf(running.get(event.instanceId) ?? "");
    // A build without a number says nothing of what it can send.
    if (minor === undefined) return false;
    const declared = declaredPaths.get(`${event.type} ${minor}`);
    const sent = pathsOf(event.data).filter((path) => path !== "");
    if (declared === undefined || sent.some((path) => !declared.has(path))) return true;
    // The age of data is the one field that an engine may leave out.
    return declared.size - sent.length !== (declared.has("dsa_diff") && !("dsa_diff" in event.data) ? 1 : 0);
  });
  expect(offending.slice(0, 3)).toEqual([]);
});

test("the text of a skipped refresh is the version's", () => {
  const messages = new Map<boolean, Set<unknown>>([true, false].map((isOld) => [isOld, new Set()]));
  for (const { type, data, line } of history) {
    if (type === "alert") messages.get(line === "3.0.0" || line === "3.1.0")?.add(data.message);
  }
  const told = (isOld: boolean) => [...(messages.get(isOld) ?? [])].join("\n");
  expect(told(false)).toContain("refresh/snapshot is currently");
  expect(told(false)).not.toContain("The data refresh is currently");
  expect(told(true)).not.toContain("refresh/snapshot");
});

test("every minor version and pre-releases are in use", () => {
  const minors = new Set(starts().map((event) => minorOf(versionOf(event))));
  for (const version of engineVersions) expect(minors).toContain(version.slice(0, 3));
  expect(starts().some((event) => versionOf(event).includes("-rc."))).toBe(true);
  expect(starts().some((event) => /-g[0-9a-f]{7}-/.test(versionOf(event)))).toBe(true);
});

test("4.x is taken up in waves: its share rises from month to month", () => {
  const months = ["2025-06", "2025-09", "2025-12", "2026-04", "2026-08", "2026-11"];
  const shares = months.map((month) => {
    const latest = new Map<string, string>();
    for (const event of starts()) {
      if (new Date(event.at).toISOString().slice(0, 7) <= month)
        latest.set(event.instanceId, versionOf(event));
    }
    const releases = [...latest.values()].filter((text) => /^v\d\.\d\.\d-\d{8}/.test(text));
    return releases.filter((text) => text.startsWith("v4.")).length / releases.length;
  });
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBeGreaterThan(0.6);
  expect(shares).toEqual([...shares].sort((one, other) => one - other));
});
