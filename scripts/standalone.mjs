// `npm run standalone [-- --out <folder>]`: everything that serves, in one folder, without what only builds or tests. It is
// what the container image and the systemd unit run. `node server.mjs` in it serves, `node admin.mjs` is `npm run admin`.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { basePathOf, buildFolderOf } from "../basePath.mjs";
import { prepare, project } from "./prepare.mjs";
import { describePackages } from "./sbom.mjs";

const { values } = parseArgs({
  options: { out: { type: "string", default: "dist" }, built: { type: "boolean", default: false } },
});
const out = resolve(values.out);
const basePath = basePathOf(process.env.PUBLIC_URL);
const buildFolder = buildFolderOf(basePath);

// What was built just now need not be compared with its sources again.
await prepare({ build: !values.built });
const { build } = await import("esbuild");
await build({
  entryPoints: [join(project, "scripts", "admin.ts")],
  outfile: join(project, buildFolder, "admin.mjs"),
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  define: { "process.env.TELEMETRY_BASE_PATH": JSON.stringify(basePath) },
  logLevel: "error",
});

const programs = [
  "server.mjs",
  "pages.mjs",
  `${buildFolder}/front.mjs`,
  `${buildFolder}/admin.mjs`,
  ...readdirSync(join(project, "lib", "database", "embedded"))
    .filter((name) => name.endsWith(".mjs"))
    .map((name) => `lib/database/embedded/${name}`),
];
/** What Next.js asks for only while it builds or makes pages anew, and for pictures, of which no page has any. */
const unused = [
  "**/next/dist/compiled/@babel/**",
  "**/next/dist/compiled/babel*/**",
  "**/next/dist/compiled/webpack/**",
  "**/next/dist/compiled/next-server/**/*.dev.js",
  "**/next/dist/compiled/@vercel/nft/**",
  "**/next/dist/build/webpack*/**",
  "**/next/dist/bundle-analyzer/**",
  "**/next/dist/next-devtools/**",
  "node_modules/typescript/**",
  "node_modules/@next/swc*/**",
  "node_modules/@img/**",
  "node_modules/sharp/**",
  "node_modules/caniuse-lite/**",
  "**/*.d.ts",
  "**/*.map",
];

const require = createRequire(join(project, "package.json"));
/** @type {{ nodeFileTrace: (files: string[], options: object) => Promise<{ fileList: Set<string> }> }} */
const { nodeFileTrace } = require("next/dist/compiled/@vercel/nft");
const traced = await nodeFileTrace(
  programs.map((file) => join(project, file)),
  { base: project, processCwd: project, ignore: unused },
);
const files = new Set([...traced.fileList, ...tracedByNext()].filter((file) => isKept(file)));

rmSync(out, { recursive: true, force: true });
for (const file of files) copy(file);
for (const file of programs) copy(file);
// What is loaded by a name that is made at run time.
const native = `node_modules/fs-native-extensions/prebuilds/${process.platform}-${process.arch}`;
for (const folder of ["prisma/migrations", "public", buildFolder, native]) copyFolder(folder);
for (const file of ["package.json", "basePath.mjs", "LICENSE"]) copy(file);
writeFileSync(join(out, "admin.mjs"), `await import("./${buildFolder}/admin.mjs");\n`);
writeFileSync(
  join(out, "sbom.cdx.json"),
  `${JSON.stringify(describePackages(project, packagesIn(files)), null, 2)}\n`,
);
process.stdout.write(`${out}: ${files.size} files, ${(sizeOf(out) / 1e6).toFixed(0)} MB\n`);

/** Files that Next.js says its pages and its server need. */
function tracedByNext() {
  const folder = join(project, buildFolder);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".nft.json"))
    .flatMap((file) => {
      /** @type {{ files: string[] }} */
      const { files: listed } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      return listed.map((one) => relative(project, resolve(dirname(join(folder, file)), one)));
    });
}

/**
 * Of the sources nothing is needed any more, but what is read from the disk.
 * @param {string} file
 */
function isKept(file) {
  return (
    /^node_modules\/(?!@img\/|sharp\/|typescript\/)/.test(file) &&
    !/\.(?:map|d\.ts|md)$/.test(file) &&
    existsSync(join(project, file))
  );
}

/** @param {string} file */
function copy(file) {
  const to = join(out, file);
  mkdirSync(dirname(to), { recursive: true });
  cpSync(join(project, file), to, { dereference: false, verbatimSymlinks: true });
}

/** @param {string} folder */
function copyFolder(folder) {
  cpSync(join(project, folder), join(out, folder), {
    recursive: true,
    filter: (from) =>
      !/\/(?:cache|diagnostics|types|trace|trace-build|turbopack)$/.test(from) &&
      !/\.(?:map|nft\.json)$/.test(from),
    verbatimSymlinks: true,
  });
}

/**
 * Names of packages that files lie in.
 * @param {Set<string>} all
 */
function packagesIn(all) {
  return new Set([...all].flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
}

/**
 * @param {string} folder
 * @returns {number}
 */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
