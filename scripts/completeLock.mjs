// `npm run lock:complete`, after a package was added: a registry mirror may not hold the binaries of platforms it does
// not serve, and npm then leaves them out of the lock file, which breaks `npm ci` everywhere. This puts them back, by name
// and version; npm fetches them only on their own platform.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

if (process.argv[1] === import.meta.filename)
  completeLock(join(import.meta.dirname, "..", "package-lock.json"));

/** @param {string} file */
function completeLock(file) {
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingPlatforms(lock);
  for (const { name, version } of missing) {
    lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true };
  }
  const [root = "", ...rest] = Object.keys(lock.packages);
  lock.packages = Object.fromEntries([root, ...rest.sort()].map((key) => [key, lock.packages[key]]));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${missing.length} packages of other platforms added\n`);
}

/**
 * The optional packages that the lock file asks for and does not hold.
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }} lock
 */
export function missingPlatforms({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      )
      .map(([name, version]) => ({ name, version })),
  );
}

/** @param {string} name such as `@next/swc-linux-x64-musl` */
function platformOf(name) {
  const system = /android|darwin|freebsd|linux|win32/.exec(name)?.[0];
  const cpu = /arm64|x64|ia32|wasm32|arm(?=-)/.exec(name)?.[0];
  const libc = name.endsWith("-musl") ? ["musl"] : /-gnu(eabihf)?$/.test(name) ? ["glibc"] : null;
  return {
    ...(system === undefined ? {} : { os: [system] }),
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(libc === null ? {} : { libc }),
  };
}
