// `npm run bench:pages [address] [path…]`: how the main pages open for somebody who was never here: compressed script,
// layout shift, time for which a processor four times slower is blocked, and when the largest text or picture is painted.
// Of a running server, or of one that it starts itself with a year of a small fleet. Needs a Chromium, and a build.
import { cpus, type } from "node:os";
import { chromium } from "@playwright/test";
import { fillInstallation } from "../e2e/support/fillInstallation";
import { embeddedInstallation } from "../e2e/support/installation";
import { measurePage, type Opening } from "../e2e/support/measurePage";
import { fleetEvents } from "../e2e/support/statisticEvents";
import { findChromium } from "../scripts/chromium.mjs";
import { startService, type Target } from "./targets";

const rounds = 3;
const cpuSlowdown = 4;
const targets = { scriptBytes: 132_000, shift: 0.02, blockedMs: 300 };
const [address, ...asked] = process.argv.slice(2);
const paths =
  asked.length > 0
    ? asked
    : [
        "/",
        "/statistics",
        "/statistics/engine-versions",
        "/statistics/clone-times",
        "/events",
        "/events/engine_started",
        "/try",
        "/api",
        "/instance",
        "/org",
        "/operator",
        "/status",
        "/methodology",
      ];
const print = (line: string) => process.stdout.write(`${line}\n`);

const installation = address === undefined ? await embeddedInstallation() : null;
const server: Pick<Target, "url" | "stop"> =
  installation === null ? { url: address ?? "", stop: async () => {} } : await start();
const executablePath = findChromium();
const browser = await chromium.launch({
  args: ["--no-sandbox"],
  ...(executablePath === undefined ? {} : { executablePath }),
});
print(
  `${type()}, ${cpus().length} × ${cpus()[0]?.model}; ${browser.browserType().name()} ${browser.version()}`,
);
print(`${server.url}, medians of ${rounds}, processor ${cpuSlowdown} times slower\n`);
print("Page                          Script KB   Shift  Blocked ms  Largest paint ms");
const missed: string[] = [];
for (const path of paths) {
  const opened: Opening[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    opened.push(await measurePage(await context.newPage(), new URL(path, server.url).href, { cpuSlowdown }));
    await context.close();
  }
  const median = (name: "scriptBytes" | "shift" | "blockedMs" | "largestPaintMs") =>
    opened.map((one) => one[name]).sort((a, b) => a - b)[rounds >> 1] ?? 0;
  const cells = [
    (median("scriptBytes") / 1000).toFixed(1).padStart(9),
    median("shift").toFixed(3).padStart(8),
    median("blockedMs").toFixed(0).padStart(12),
    median("largestPaintMs").toFixed(0).padStart(18),
  ];
  print(path.padEnd(30) + cells.join(""));
  for (const name of ["scriptBytes", "shift", "blockedMs"] as const) {
    if (median(name) > targets[name]) missed.push(`${path} ${name}`);
  }
}
print(missed.length === 0 ? "\nAll targets met" : `\nTargets missed: ${missed.join("; ")}`);
await browser.close();
await server.stop();
installation?.remove();
process.exitCode = missed.length === 0 ? 0 : 1;

async function start(): Promise<Target> {
  if (installation === null) throw new Error("no installation");
  const { environment } = installation;
  await fillInstallation(environment.DATA_DIR ?? "", environment, fleetEvents({ instances: 9, weeks: 52 }));
  return startService("pages", installation);
}
