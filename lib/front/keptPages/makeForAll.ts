import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { etagOf } from "../../http/etag";
import { type ForAll, makingForAll } from "../../http/forAll";
import { askWhole, type Whole } from "./askWhole";
import { hasFailed } from "./hasFailed";
import { type Made, pack } from "./made";
import { withHashes, withoutNonce } from "./policyOfHashes";

/** Below it a smaller form saves less than it costs. */
const leastPackedBytes = 400;
/** A rendering is not to wait for the last percent. */
const brotliQuality = 5;

/** Of one connection, or said anew by whoever sends a kept answer. */
const notKept = new Set([
  "accept-ranges",
  "connection",
  "content-encoding",
  "content-length",
  "date",
  "etag",
  "keep-alive",
  "strict-transport-security",
  "transfer-encoding",
  "vary",
]);

interface MakerOptions {
  /** Path of the socket of this process. */
  readonly socket: string;
  /** Name of the header by which the process in front asks for a page for all. */
  readonly header: string;
}

/** Handles a request on the socket of the pages; `render` makes a page of it. */
export type HandleForAll = (
  ...[request, response, render]: [...Parameters<RequestListener>, render: RequestListener]
) => void;

/**
 * Answers requests for a page for all: asks this process itself for it, as a reader of whom nothing is known, and gives
 * back what can be kept. 204 for what cannot be. Every other request is rendered as it is.
 */
export function createMakeForAll({ socket, header }: MakerOptions): HandleForAll {
  const inMaking = new Map<string, ForAll>();
  let lastId = 0;

  const make = async (url: string, headers: IncomingHttpHeaders): Promise<Made | null> => {
    lastId += 1;
    const id = String(lastId);
    const making: ForAll = { id, isForAll: true };
    inMaking.set(id, making);
    try {
      const rendered = await askWhole({
        socketPath: socket,
        path: url,
        headers: { ...headers, [header]: id },
      });
      return making.isForAll ? await madeOf(rendered) : null;
    } finally {
      inMaking.delete(id);
    }
  };

  return (request, response, render) => {
    const { [header]: asked, connection: _, ...headers } = request.headers;
    if (asked === undefined) return render(request, response);
    delete request.headers[header];
    const making = inMaking.get(String(asked));
    if (making !== undefined) return makingForAll.run(making, () => render(request, response));
    make(request.url ?? "/", headers).then(
      (made) => {
        if (made === null) return response.writeHead(204).end();
        const packed = pack(made);
        return response.writeHead(200, { "content-length": packed.length }).end(packed);
      },
      () => response.writeHead(502).end(),
    );
  };
}

/** What is kept of an answer; null where nothing may be. */
async function madeOf({ status, headers, body }: Whole): Promise<Made | null> {
  const type = headers["content-type"] ?? "";
  if (status !== 200 || body === null) return null;
  if (Object.keys(headers).some((name) => name.endsWith("-cookie"))) return null;
  // Private pages and calls say so; a page of Next says of itself only that it was made now.
  if (headers["x-robots-tag"] !== undefined) return null;
  const isPage = type.startsWith("text/html");
  if (!isPage && /no-store|private/.test(headers["cache-control"] ?? "")) return null;
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    notKept.has(name) || value === undefined ? [] : [[name, value.toString()]],
  );
  const policy = headers["content-security-policy"]?.toString() ?? "";
  if (!isPage) {
    // A file may have the policy of a page, and has no script of its own.
    const own = withHashes({ html: "", policy })?.policy ?? policy;
    return {
      headers: [
        ...kept.map(([name, value]): [string, string] => [
          name,
          name === "content-security-policy" ? own : value,
        ]),
        ["vary", "Accept-Encoding"],
      ],
      etag: headers.etag ?? etagOf(body.toString("latin1")),
      bodies: await bodiesOf(body, type),
    };
  }
  const page = { html: body.toString(), policy };
  const free = withHashes(page);
  if (free === null || hasFailed(page.html)) return null;
  const said = kept
    .filter(([name]) => name !== "cache-control")
    .map(([name, value]): [string, string] => [
      name,
      name === "content-security-policy" ? free.policy : withoutNonce(value, free.nonce),
    ]);
  return {
    // What the router of a page that is open asks for at the same address is something else.
    headers: [...said, ["vary", "RSC, Accept-Encoding"]],
    // Weak: the page is the same in each of its encodings.
    etag: `W/${etagOf(free.html)}`,
    bodies: await bodiesOf(Buffer.from(free.html), type),
  };
}

async function bodiesOf(identity: Buffer, type: string): Promise<Made["bodies"]> {
  if (identity.length < leastPackedBytes || !/^text\/|json|xml|javascript/.test(type)) return { identity };
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(identity, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
      },
    }),
    promisify(gzip)(identity),
  ]);
  return { identity, br, gzip: gzipped };
}
