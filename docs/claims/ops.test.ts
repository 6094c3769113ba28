import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { runbook } from "../../lib/health/runbook";
import { declaredMetrics, meteredCalls } from "../../lib/metrics/declared";
import { filesBelow, readText } from "./readers";

const declared: Readonly<Record<string, { readonly type: string }>> = declaredMetrics;
/** A histogram is told in three. */
const told = new Set(
  Object.entries(declared).flatMap(([name, { type }]) =>
    type === "histogram" ? ["_bucket", "_sum", "_count"].map((part) => name + part) : [name],
  ),
);
const rules = readText("ops/prometheus/alerts.yml");
const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = ""]) => name);

describe.each(filesBelow("ops", /\.(?:json|yml)$/))("%s", (file) => {
  test("names metrics that the service tells, and no others", () => {
    const named = readText(file).match(/\btelemetry_[a-z_]+/g) ?? [];
    // A call is a label's value.
    const calls: readonly string[] = meteredCalls;
    expect(named.filter((name) => !told.has(name) && !calls.includes(name))).toEqual([]);
  });
});

test("the dashboard shows every metric, each panel in a place of its own", () => {
  const place = z.object({ h: z.int(), w: z.int(), x: z.int(), y: z.int() });
  const panel = z.object({
    id: z.int(),
    gridPos: place,
    targets: z.array(z.object({ expr: z.string() })).optional(),
  });
  const { panels } = z
    .object({ panels: z.array(panel) })
    .parse(JSON.parse(readText("ops/grafana/telemetry.json")));
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(panels.length);
  const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).join("\n");
  expect(Object.keys(declared).filter((name) => !shown.includes(name))).toEqual([]);
});

const [ofAlerts = "", ofStates = ""] = readText("docs/runbook.md").split("\n## Without an alert\n");
const headingsOf = (text: string) => [...text.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);

test("each alert has its line in the runbook, which has no others", () => {
  expect(headingsOf(ofAlerts)).toEqual(alerts);
  const linked = [...rules.matchAll(/runbook: docs\/runbook\.md#(\w+)/g)].map(([, anchor]) => anchor);
  expect(linked).toEqual(alerts.map((name) => name.toLowerCase()));
});

test("the runbook says what /operator/health says, and nothing else", () => {
  expect(headingsOf(ofAlerts + ofStates)).toEqual(Object.keys(runbook));
  const said = [...`${ofAlerts}\n${ofStates}`.matchAll(/^### (\w+)\n\n(Page|Ticket)\. (.+)$/gm)].map(
    ([, name = "", urgency = "", text = ""]) => [
      name,
      { urgency: urgency.toLowerCase(), text: text.replace(/\[[^\]]+\]\(([\w.]+)#\w+\)/g, "docs/$1") },
    ],
  );
  expect(Object.fromEntries(said)).toEqual(runbook);
});

test("an alert wakes whom its line in the runbook names", () => {
  const severities = [...rules.matchAll(/- alert: (\w+)[\s\S]*?severity: (\w+)/g)].map(
    ([, name, severity]) => [name, severity],
  );
  const urgencies = Object.entries(runbook).flatMap(([name, { urgency }]) =>
    alerts.includes(name) ? [[name, urgency]] : [],
  );
  expect(severities).toEqual(urgencies);
});

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

test.skipIf(!hasPromtool)("promtool reads the rules, and they fire when they should", () => {
  const run = (...parameters: string[]) => spawnSync("promtool", parameters, { encoding: "utf8" });
  const checked = run("check", "rules", "ops/prometheus/alerts.yml");
  expect(checked.status, checked.stdout + checked.stderr).toBe(0);
  const tested = run("test", "rules", "ops/prometheus/alerts.test.yml");
  expect(tested.status, tested.stdout + tested.stderr).toBe(0);
});

if (!hasPromtool) process.stderr.write("promtool is not installed: the alert rules are not run\n");
