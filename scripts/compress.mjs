import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const brotli = promisify(brotliCompress);

/**
 * Puts a Brotli file beside every file of a folder that gets smaller by it, so that the server sends the smallest form without
 * compressing anything itself.
 * @param {string} folder
 */
export async function compressFolder(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(css|data|js|json|svg|txt|wasm)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const content = readFileSync(file);
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      // Of megabytes the last percents would take half a minute of every build.
      const large = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
      const options = { params: content.length > 2 ** 20 ? { ...params, ...large } : params };
      writeFileSync(`${file}.br`, await brotli(content, options));
    }),
  );
}
