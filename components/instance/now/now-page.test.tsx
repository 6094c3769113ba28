import { describe, expect, it } from "vitest";
import type { InstanceHistory } from "@/lib/instances/history/history";
import type { InstanceNow } from "@/lib/instances/now/instanceNow";
import type { ShownInstance } from "../instance-frame";
import { render } from "../testing/render";
import {
  exampleInstance,
  neverStarted,
  onLvm,
  sampleHistory,
  sampleInstance,
  sampleNow,
  unsentExample,
} from "../testing/sample-instance";
import { NowPage } from "./now-page";

const show = (
  now: InstanceNow,
  {
    instance = sampleInstance,
    history = sampleHistory(3),
  }: { instance?: ShownInstance; history?: InstanceHistory } = {},
) =>
  render(
    <NowPage instance={instance} now={now} history={history} today="2026-11-25" baseUrl="http://t.test" />,
  );

describe("NowPage", () => {
  it("says what the instance is, in words", () => {
    const { html, text } = show(sampleNow);
    expect(text).toContain("Running");
    expect(text).toContain("4.2 is in use elsewhere");
    expect(text).toContain("Postgres 17");
    expect(text).toContain("Weekly, on Mondays at 00:00 0 0 * * 1");
    expect(text).toContain("1.95 TiB in all, 34% used");
    expect(text).toContain("31.2 GiB");
    expect(text).toContain("1,207");
    expect(html).toContain('href="/instance/events?types=clone_created"');
    expect(text).not.toMatch(/NaN|undefined|null/);
  });

  it("shows whose page it is, how to leave it, and where one is", () => {
    const { html, text } = show(sampleNow);
    expect(text).toContain(sampleInstance.instanceId);
    expect(html).toMatch(/action="\/instance\/close" method="post"/);
    expect(html).toMatch(/href="\/instance" aria-current="page"/);
    expect(html.match(/aria-current/g)).toHaveLength(1);
    expect(text).not.toContain("A public example");
  });

  it("says its number and project to its organization", () => {
    const instance = {
      ...sampleInstance,
      viewer: "organization",
      name: "Instance 12, project shop",
    } as const;
    expect(show(sampleNow, { instance }).text).toContain("Instance 12, project shop");
  });

  it("says what an engine 3.0 on LVM does not say", () => {
    const { text } = show(onLvm);
    expect(text).toContain("Stopped");
    expect(text).toContain("sizes not reported, as always with LVM");
    expect(text).toContain("Memory not said");
    expect(text).toContain("Data not said");
    expect(text).toContain("Database not said");
    expect(text).toContain("Pool use is not known: with LVM no sizes are reported");
    expect(text).not.toMatch(/NaN|0% used/);
  });

  it("has words for an instance that never sent a start", () => {
    const { text } = show(neverStarted);
    expect(text).toContain("It never said that it started");
    expect(text).toContain("Not known");
    expect(text).toContain("of 1 type, on 1 day");
  });

  it("says since when an engine is silent, and what is known of one that sent on after its stop", () => {
    const since = "2026-10-01T10:00:00.000Z";
    const silent = show({ ...sampleNow, state: { kind: "silent", since } }).text;
    expect(silent).toContain("Silent");
    expect(silent).toContain("since 1 October 2026, 10:00 UTC; crashes are not reported");
    const { text } = show({ ...sampleNow, state: { kind: "unknown", since: null } });
    expect(text).toContain("it sent events after its last stop");
    expect(text).not.toContain("no start was reported");
  });

  it("survives a start of another form", () => {
    const start = {
      at: "2026-11-20T07:00:00.000Z",
      data: { engine_version: 7, pools: "none", system: null },
    };
    expect(show({ ...sampleNow, start }).text).toContain("Pools not said");
  });

  it("marks the public example, and says how to fill it while nothing was sent", () => {
    const { text } = show(unsentExample, { instance: exampleInstance });
    expect(text).toContain("A public example.");
    expect(text).toContain("Nothing was sent yet");
    expect(text).toContain("curl -i http://t.test/api/rpc/telemetry_event");
  });
});
