import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idCommands } from "./id-commands";

const instanceId = "c6vq1tqs0qtc73dlqkpg";
let folder = "";

/** Stands in for a program: prints what an engine's machine would. */
function stub(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "id-commands-"));
  stub(
    "curl",
    `[ "$2" = http://localhost:2345/healthz ] && printf '%s' '{"version":"v4.1.3","edition":"community","instanceID":"${instanceId}"}'`,
  );
  stub(
    "docker",
    `case "$1 $2 $3 $4" in
      "ps --all --filter label=dblab_instance_id") [ "$6" = '{{ .Label "dblab_instance_id" }}' ] && printf '${instanceId}\\n${instanceId}\\n' ;;
      "logs dblab_server "*) echo 'starting'; echo '2026/11/25 10:00:00 main.go:80: [INFO]   Database Lab Instance ID: ${instanceId}' >&2 ;;
    esac`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("idCommands", () => {
  it.each(idCommands.map(({ title, command }) => [title, command]))("%s prints the ID", (_title, command) => {
    const { stdout, stderr, status } = spawnSync("sh", ["-c", command], {
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    expect(stdout).toContain(instanceId);
  });
});
