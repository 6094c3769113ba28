/** The forms in which a body is sent, those that save most first. */
export const encodings = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof encodings)[number];

/** An answer as it is kept for all readers. */
export interface Made {
  /** Everything that is said with it, but its length and encoding. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly etag: string;
  /** What does not get smaller has one form. */
  readonly bodies: Readonly<{ identity: Buffer; br?: Buffer; gzip?: Buffer }>;
}

/** What precedes the bodies, which follow in the order of `encodings`. */
interface Head extends Omit<Made, "bodies"> {
  readonly lengths: Readonly<Record<Encoding, number | null>>;
}

/** How much memory it takes, about. */
export function sizeOf({ headers, bodies }: Made): number {
  const said = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return said + encodings.reduce((sum, encoding) => sum + (bodies[encoding]?.length ?? 0), 0) + 512;
}

/** As it goes from the process with the pages to the one in front. */
export function pack({ bodies, ...about }: Made): Buffer {
  const lengths = Object.fromEntries(
    encodings.map((encoding) => [encoding, bodies[encoding]?.length ?? null]),
  ) as Head["lengths"];
  const head = Buffer.from(JSON.stringify({ ...about, lengths } satisfies Head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, ...encodings.flatMap((encoding) => bodies[encoding] ?? [])]);
}

/** What `pack` made; bodies are copies, so that none of them holds the whole in memory. */
export function unpack(packed: Buffer): Made {
  let at = 4 + packed.readUInt32BE(0);
  const { lengths, ...about } = JSON.parse(packed.toString("utf8", 4, at)) as Head;
  const bodies: { -readonly [Name in keyof Made["bodies"]]: Made["bodies"][Name] } = {
    identity: Buffer.alloc(0),
  };
  for (const encoding of encodings) {
    const length = lengths[encoding];
    if (length === null) continue;
    bodies[encoding] = Buffer.from(packed.subarray(at, at + length));
    at += length;
  }
  return { ...about, bodies };
}
