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

/** More of them would wait for longer than readers do. */
export const mostWaiting = 64;

/** Too many pictures wait to be drawn. */
export class PictureLimitError extends Error {
  override name = "PictureLimitError";
}

const drawn = createCache<string, Buffer<ArrayBuffer>>({ limit: 64 });
const waiting = new Map<string, Promise<Buffer<ArrayBuffer>>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * An SVG picture with a ratio of 16 : 9, in colors of one theme, as a PNG of `pngSize`. One is drawn at a time, in a thread
 * of its own, so that many readers do not keep engines waiting; those that were asked for last are kept.
 * @throws PictureLimitError where `mostWaiting` others wait
 */
export async function toPng(svg: string): Promise<Buffer<ArrayBuffer>> {
  const known = drawn.get(svg) ?? waiting.get(svg);
  if (known !== undefined) return known;
  if (waiting.size >= mostWaiting) throw new PictureLimitError();
  const turn = last.then(() => draw(svg)).finally(() => waiting.delete(svg));
  waiting.set(svg, turn);
  last = turn.catch(() => {});
  return turn;
}

async function draw(svg: string): Promise<Buffer<ArrayBuffer>> {
  const png = Buffer.from((await renderAsync(svg, options)).asPng());
  drawn.set(svg, png);
  return png;
}
