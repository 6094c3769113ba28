import type { Readable } from "node:stream";
import { createGunzip, type Gunzip } from "node:zlib";
import { readBody } from "./readBody";

/** What unpacking holds beside what it gives: its window and its buffers. */
const windowBytes = 64 * 1024;

/**
 * Reads a stream of gzip to its end, unpacked a piece at a time beside the event loop.
 * @param limitBytes of what is unpacked, and of what comes in
 * @param onBytes see `readBody`
 * @returns null as soon as either is more than `limitBytes`; `damaged` where it is no gzip
 * @throws where the stream ends before its body does
 */
export async function readPacked(
  stream: Readable,
  limitBytes: number,
  onBytes: (bytes: number) => void = () => {},
): Promise<Uint8Array | null | "damaged"> {
  const gunzip = createGunzip();
  const feeding = feed(stream, gunzip, limitBytes);
  onBytes(windowBytes);
  try {
    return await Promise.race([feeding.tooMuch, readBody(gunzip, limitBytes, onBytes)]);
  } catch (error) {
    if (feeding.isDamaged()) return "damaged";
    throw error;
  } finally {
    onBytes(-windowBytes);
    feeding.stop();
  }
}

/** As `pipe`, but the source stays whole whatever becomes of the rest: its sender is still to be answered. */
function feed(stream: Readable, gunzip: Gunzip, limitBytes: number) {
  let bytes = 0;
  let isDamaged = false;
  let tellTooMuch: (nothing: null) => void = () => {};
  const tooMuch = new Promise<null>((resolve) => {
    tellTooMuch = resolve;
  });
  const take = (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes > limitBytes) return tellTooMuch(null);
    if (gunzip.write(chunk)) return;
    stream.pause();
    gunzip.once("drain", () => stream.resume());
  };
  const end = () => {
    stream.off("close", breakOff);
    gunzip.end();
  };
  const breakOff = () => gunzip.destroy(new Error("The request ended before its body did"));
  gunzip.on("error", (error) => {
    isDamaged = "code" in error && String(error.code).startsWith("Z_");
  });
  stream.on("data", take).on("end", end).on("close", breakOff).on("error", breakOff);
  return {
    tooMuch,
    isDamaged: () => isDamaged,
    stop() {
      stream.off("data", take).off("end", end).off("close", breakOff);
      gunzip.destroy();
    },
  };
}
