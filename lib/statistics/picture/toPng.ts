import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import { createCache } from "../../caching/cache";
import { pngSize } from "./drawStatistic";

/** No fonts of the system: a picture looks the same on every server. */
const options = {
  fitTo: { mode: "width", value: pngSize.width },
  font: {
    loadSystemFonts: false,
    defaultFontFamily: "Inter",
    fontFiles: ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"].map((file) =>
      // Not derived from the module's own address, which a bundler changes.
      join(process.cwd(), "node_modules/@expo-google-fonts/inter", file),
    ),
  },
} as const;

const drawn = createCache<string, Buffer<ArrayBuffer>>({ limit: 64 });
let last: Promise<unknown> = Promise.resolve();

/**
 * An SVG picture with a ratio of 16 : 9, in colours of one theme, as a PNG of `pngSize`. One is drawn at a time, in a thread
 * of its own, so that many readers do not keep engines waiting; those that were asked for last are kept.
 */
export function toPng(svg: string): Promise<Buffer<ArrayBuffer>> {
  const turn = last.then(async () => {
    const known = drawn.get(svg);
    if (known !== undefined) return known;
    const png = Buffer.from((await renderAsync(svg, options)).asPng());
    drawn.set(svg, png);
    return png;
  });
  last = turn.catch(() => {});
  return turn;
}
