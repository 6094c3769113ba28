import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { basePathOf, buildFolderOf } from "../basePath.mjs";
import { compressFolder } from "./compress.mjs";

export const project = join(import.meta.dirname, "..");
const typesFile = join(project, "next-env.d.ts");
const minimumNode = { major: 20, minor: 19 };

/** What the build is made of. Data, tests' results and documentation do not make it stale. */
const sources = [
  "app",
  "basePath.mjs",
  "components",
  "fixtures/source-lines.json",
  "lib",
  "prisma",
  "public",
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "prisma.config.ts",
  "proxy.ts",
  "scripts/generateTables.mjs",
  "tsconfig.json",
];

/**
 * Brings the working copy to the state its sources ask for: packages, Prisma's client, the build. Each step is left
 * out where nothing changed since it was last done. Ends the process with a clear line where a step fails.
 * @param {{ build: boolean, basePath?: string }} steps the path below which what is built will be published: that of PUBLIC_URL
 */
export async function prepare({ build, basePath = basePathOf(process.env.PUBLIC_URL) }) {
  await install();
  await step(
    "Generating the database client",
    "lib/database/generated/.made-of",
    ["prisma/schema.prisma", "scripts/generateTables.mjs"],
    () => generateClient(),
  );
  if (!build) return;
  const title = basePath === "" ? "Building" : `Building for ${basePath}`;
  const buildNow = async () => {
    const types = existsSync(typesFile) ? readFileSync(typesFile) : null;
    await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // Of the address only the path goes into the build.
      ...(basePath === "" ? {} : { PUBLIC_URL: `http://localhost${basePath}` }),
    });
    await finishBuild(basePath);
    // For the types of the usual build, whichever was made last.
    if (types !== null) writeFileSync(typesFile, types);
  };
  await step(title, `${buildFolderOf(basePath)}/.made-of`, sources, buildNow, basePath);
}

/** Installs the packages of the lock file, where they are not there. */
export async function install() {
  checkNode();
  await step("Installing packages", "node_modules/.dblab-installed", ["package-lock.json"], () =>
    run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
  );
}

/** What the build needs beside Next's own: assets compressed, and the code of the process in front of Next in one file. */
export async function finishBuild(basePath = "") {
  const folder = join(project, buildFolderOf(basePath));
  await compressFolder(join(folder, "static"));
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(project, "lib", "startFront.ts")],
    outfile: join(folder, "front.mjs"),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: `node${minimumNode.major}`,
    define: { "process.env.TELEMETRY_BASE_PATH": JSON.stringify(basePath) },
    sourcemap: "inline",
    logLevel: "error",
  });
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > minimumNode.major || (major === minimumNode.major && minor >= minimumNode.minor)) return;
  fail(`Node ${minimumNode.major}.${minimumNode.minor} or newer is needed; this is ${process.versions.node}`);
}

/** Prisma's command line wants its native schema engine only to exist: generating does not run it. */
function generateClient() {
  return run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  });
}

/**
 * @param {string} title
 * @param {string} stamp file that holds the hash of what the step was last done with
 * @param {string[]} inputs files and folders
 * @param {() => Promise<void>} work
 * @param {string} setting another input, which is in no file
 */
async function step(title, stamp, inputs, work, setting = "") {
  const wanted = hashOf(inputs, setting);
  const stampFile = join(project, stamp);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;
  const startedAt = Date.now();
  say(`${title} …`);
  await work();
  writeFileSync(stampFile, wanted);
  say(`${title}: done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

/**
 * @param {string[]} inputs
 * @param {string} setting
 */
function hashOf(inputs, setting) {
  const hash = createHash("sha256").update(process.versions.node).update(setting);
  for (const file of inputs.flatMap(filesUnder))
    hash.update(`\0${file}\0`).update(readFileSync(join(project, file)));
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const full = join(project, path);
  if (!existsSync(full) || path === join("lib", "database", "generated")) return [];
  if (!statSync(full).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/**
 * Runs a command quietly; what it printed is shown only where it fails.
 * @param {string} command
 * @param {string[]} parameters
 * @param {Record<string, string>} [environment]
 * @returns {Promise<void>}
 */
export function run(command, parameters, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: project,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32" && command === "npm",
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", (error) => fail(`${command} could not be run: ${error.message}`));
    child.on("close", (code) => {
      if (code === 0) return resolve();
      say(Buffer.concat(output).toString(), 50);
      fail(`${command} ${parameters.join(" ")} ended with ${code}`);
    });
  });
}

/**
 * @param {string} line
 * @returns {never}
 */
function fail(line) {
  say(`dblab-telemetry: ${line}`, 60);
  process.exit(1);
}

/**
 * For people at a terminal as it is; else as a line of the log that follows.
 * @param {string} msg
 */
function say(msg, level = 30) {
  const line = process.stderr.isTTY ? `  ${msg}` : JSON.stringify({ level, time: Date.now(), msg });
  process.stderr.write(`${line}\n`);
}
