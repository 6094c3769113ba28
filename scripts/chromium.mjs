import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

// The headless shell first: without a window to draw it takes less than half the time.
const shell = "chromium-headless-shell";
const names = [shell, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A Chromium of this system: `CHROMIUM_PATH`, or one on the PATH. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}

/**
 * Makes sure there is a Chromium for the page tests: the headless shell, Debian's where we may install it, else another
 * Chromium of the system, else Playwright's own download.
 * @returns the executable, or undefined for Playwright's own
 */
export function ensureChromium() {
  if (!findChromium()?.endsWith(shell) && process.env.CHROMIUM_PATH === undefined) installFromDebian();
  const found = findChromium();
  if (found !== undefined) return found;
  process.stderr.write("  Downloading Playwright's Chromium …\n");
  execFileSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: "inherit",
  });
  return undefined;
}

/** Where that is no Debian, or not allowed, nothing is changed. */
function installFromDebian() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return;
  process.stderr.write("  Installing Chromium from the system's packages …\n");
  /** @type {import("node:child_process").SpawnSyncOptions} */
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  const install = () =>
    [shell, "chromium"].some(
      (name) =>
        spawnSync("apt-get", ["install", "-y", "--no-install-recommends", name], options).status === 0,
    );
  // The lists of a fresh machine may be missing, or name packages that are gone.
  if (!install() && spawnSync("apt-get", ["update"], options).status === 0) install();
}
