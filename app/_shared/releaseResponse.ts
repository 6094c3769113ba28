import { isKnown } from "@/lib/http/etag";
import { openHeaders } from "@/lib/http/headers";
import { mediaTypeOf } from "@/lib/releases/make/describe/resources";
import type { ByteRange, FileBytes } from "@/lib/releases/store/fileBytes";
import type { ReleaseFile } from "@/lib/releases/store/releases";
import { byteStream } from "./byteStream";
import { immutable, refusedData } from "./dataResponse";

/** Programs of other kinds open these; a browser shows the others. */
const saved = /\.(?:csv|parquet|sql)$/;

/** What the name of a file ends with that is asked for in gzip, as it is stored. */
const packedEnding = ".gz";

/** The path of a file of a release in what is asked for, and whether it is wanted in gzip. */
export function readFilePath(asked: string): { readonly path: string; readonly isPacked: boolean } {
  const isPacked = asked.endsWith(packedEnding);
  return { path: isPacked ? asked.slice(0, -packedEnding.length) : asked, isPacked };
}

/**
 * A file of a release, as a whole, as a gzip file, as one range of bytes, or `304`.
 * @param id of the release
 */
export function releaseFileResponse(
  request: Request,
  { id, isPacked }: { readonly id: string; readonly isPacked: boolean },
  { path, size, hash, bytes, gzip }: ReleaseFile & FileBytes,
): Response {
  const etag = `"${hash.slice(0, 32)}${isPacked ? "-gz" : ""}"`;
  const name = `dblab-telemetry-${id}-${path.replaceAll("/", "-")}${isPacked ? packedEnding : ""}`;
  const about: Record<string, string> = {
    ...openHeaders,
    etag,
    "cache-control": immutable,
    "content-type": isPacked ? "application/gzip" : typeOf(path),
    ...(isPacked || saved.test(path) ? { "content-disposition": `attachment; filename="${name}"` } : {}),
  };
  if (isKnown(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers: about });
  if (isPacked) return new Response(byteStream(gzip()), { headers: about });
  const whole = {
    ...about,
    "accept-ranges": "bytes",
    "repr-digest": `sha-256=:${Buffer.from(hash, "hex").toString("base64")}:`,
  };
  const range = rangeOf(request.headers.get("range"), size);
  if (range === "none") {
    const refused = refusedData("unsatisfiable_range");
    refused.headers.set("content-range", `bytes */${size}`);
    return refused;
  }
  if (range === null) return new Response(byteStream(bytes()), { headers: whole });
  const { first, last } = range;
  return new Response(byteStream(bytes(range)), {
    status: 206,
    headers: {
      ...whole,
      // A part that somebody packs on the way is no part of the file any more.
      "cache-control": `${immutable}, no-transform`,
      "content-range": `bytes ${first}-${last}/${size}`,
    },
  });
}

function typeOf(path: string): string {
  const type = mediaTypeOf(path);
  return /^text\/|json$|sql$/.test(type) ? `${type}; charset=utf-8` : type;
}

/** The one range of bytes that is asked for; null for the whole, also where several are; `none` where there is nothing in it. */
export function rangeOf(header: string | null, size: number): ByteRange | "none" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return null;
  if (from === "")
    return Number(to) === 0 ? "none" : { first: Math.max(0, size - Number(to)), last: size - 1 };
  const [first, last] = [Number(from), Math.min(size - 1, to === "" ? size - 1 : Number(to))];
  if (first >= size) return "none";
  return first > last ? null : { first, last };
}
