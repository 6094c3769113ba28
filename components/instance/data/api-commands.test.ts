import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { erasureRequestSchema } from "@/lib/instances/erasure/erasureJson";
import { sampleInstance } from "../testing/sample-instance";
import { erasureCommand, exportCommand } from "./api-commands";

const instanceId = "c6vq1tqs0qtc73dlqkpg";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "api-commands-"));
  writeFileSync(join(folder, "curl"), '#!/bin/sh\nfor part in "$@"; do printf "%s\\n" "$part"; done\n');
  chmodSync(join(folder, "curl"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a shell hands to curl. */
function argumentsOf(command: string): string[] {
  const { stdout, stderr } = spawnSync("sh", ["-c", command], {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, DBLAB_INSTANCE_ID: instanceId },
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
}

it("hands the ID over in a header, and in no address", () => {
  for (const command of [
    exportCommand("http://t.test", sampleInstance, "days.csv"),
    erasureCommand("http://t.test"),
  ]) {
    expect(command).not.toContain(instanceId);
    const given = argumentsOf(command);
    expect(given).toContain(`Authorization: Bearer ${instanceId}`);
    expect(given.find((part) => part.startsWith("http"))).not.toContain(instanceId);
  }
  expect(argumentsOf(exportCommand("http://t.test", sampleInstance, "days.csv"))).toContain(
    "http://t.test/api/v1/instance/export?form=days.csv",
  );
});

it("confirms an erasure as the API reads it", () => {
  const given = argumentsOf(erasureCommand("http://t.test"));
  const body = JSON.parse(given[given.indexOf("-d") + 1] ?? "");
  expect(erasureRequestSchema.parse(body)).toEqual({ confirm: instanceId, refuse_events: false });
});
