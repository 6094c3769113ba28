import { Readable } from "node:stream";

/**
 * Reads a stream to its end.
 * @param onBytes told how many bytes are held from now on, and with a negative number that they no longer are
 * @returns null as soon as there are more than `limitBytes`; what comes then is not kept
 * @throws where the stream ends before its body does
 */
export function readBody(
  stream: Readable,
  limitBytes: number,
  onBytes: (bytes: number) => void = () => {},
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let held = 0;
  const take = (chunk: Uint8Array) => {
    held += chunk.length;
    onBytes(chunk.length);
    chunks.push(chunk);
  };
  return readAll(stream, limitBytes, take)
    .then((isWhole) => (isWhole ? whole(chunks) : null))
    .finally(() => onBytes(-held));
}

/**
 * Reads a stream to its end and keeps nothing of it.
 * @returns false as soon as there are more than `limitBytes`
 * @throws where the stream ends before its body does
 */
export function readPast(stream: Readable, limitBytes: number): Promise<boolean> {
  return readAll(stream, limitBytes, () => {});
}

function readAll(stream: Readable, limitBytes: number, take: (chunk: Uint8Array) => void): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let size = 0;
    let isRead = false;
    // Every stream is closed at last; an error is made of those that were not read only.
    const fail = () => {
      if (!isRead) reject(new Error("The request ended before its body did"));
    };
    stream.on("data", (chunk: Uint8Array) => {
      size += chunk.length;
      if (size > limitBytes) resolve(false);
      else take(chunk);
    });
    stream.on("end", () => {
      isRead = true;
      resolve(true);
    });
    stream.on("close", fail);
    stream.on("error", fail);
  });
}

/** Reads the body of a Fetch request; null where it is larger than the limit. */
export async function readRequestBody({ body }: Request, limitBytes: number): Promise<Uint8Array | null> {
  const stream = streamOf(body);
  try {
    return await readBody(stream, limitBytes);
  } finally {
    stream.destroy();
  }
}

/** The body of a Fetch request as Node reads it. */
export function streamOf(body: Request["body"]): Readable {
  return Readable.from(body ?? []);
}

function whole(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}
