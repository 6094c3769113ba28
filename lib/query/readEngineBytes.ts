import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** PostgreSQL as WebAssembly, its files, and what makes a new database: the names that the package gives them. */
const engineFiles = /^(?:pglite|initdb)[.\-_].*\.(?:wasm|data)\.br$/;

/**
 * How much a browser fetches before the first query can run, in bytes, as it is sent; null where pages are built as they
 * are asked for. The scripts around it, some 0.1 MB, are not in it.
 * @param build folder of the build
 */
export function readEngineBytes(build: string): number | null {
  try {
    const folder = join(/* turbopackIgnore: true */ build, "static", "media");
    const sizes = readdirSync(folder)
      .filter((name) => engineFiles.test(name))
      .map((name) => statSync(join(/* turbopackIgnore: true */ folder, name)).size);
    return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return null;
  }
}
