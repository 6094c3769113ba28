import type { Socket } from "node:net";

/** What the two ends of a lent database say to each other, about a turn. */
export const frameKinds = {
  begin: 1,
  statement: 2,
  end: 3,
  granted: 4,
  answer: 5,
  refused: 6,
  /** A turn with this statement alone. */
  alone: 7,
} as const;
type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

/** One message. What is in `body` depends on the kind; whoever only hands it on does not look. */
export interface Frame {
  readonly kind: FrameKind;
  /** A number that the borrower gives each of its turns. */
  readonly turn: number;
  readonly body: Uint8Array;
}

const headBytes = 9;
const nothing = new Uint8Array();

/** Writes one frame: the length of its body (4 bytes), its kind (1), its turn (4), its body. */
export function writeFrame(socket: Socket, kind: FrameKind, turn: number, body: Uint8Array = nothing): void {
  const head = Buffer.allocUnsafe(headBytes);
  head.writeUInt32LE(body.length, 0);
  head.writeUInt8(kind, 4);
  head.writeUInt32LE(turn, 5);
  socket.cork();
  socket.write(head);
  if (body.length > 0) socket.write(body);
  socket.uncork();
}

/** Calls back with each frame that comes, whole. Each body has memory of its own. */
export function readFrames(socket: Socket, onFrame: (frame: Frame) => void): void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = headBytes;
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    if (held < wanted) return;
    let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks, held);
    for (wanted = lengthOf(bytes); bytes.length >= wanted; wanted = lengthOf(bytes)) {
      onFrame({
        kind: bytes.readUInt8(4) as FrameKind,
        turn: bytes.readUInt32LE(5),
        body: Uint8Array.prototype.slice.call(bytes, headBytes, wanted),
      });
      bytes = bytes.subarray(wanted);
    }
    chunks = bytes.length === 0 ? [] : [bytes];
    held = bytes.length;
  });
}

/** Of the frame that `bytes` begin with; of its head where that is not there yet. */
function lengthOf(bytes: Buffer): number {
  return bytes.length < headBytes ? headBytes : headBytes + bytes.readUInt32LE(0);
}

const limitBytes = 4;

/** How long a turn may take, in milliseconds, before what it is for. */
export function withLimit(timeoutMs: number | undefined, bytes: Uint8Array = nothing): Uint8Array {
  const limit = Buffer.alloc(limitBytes);
  limit.writeUInt32LE(Math.ceil(timeoutMs ?? 0));
  return Buffer.concat([limit, bytes]);
}

/** What `withLimit` put together. */
export function splitLimit(body: Uint8Array): {
  readonly timeoutMs: number | undefined;
  readonly bytes: Uint8Array;
} {
  const limit = new DataView(body.buffer, body.byteOffset).getUint32(0, true);
  return { timeoutMs: limit === 0 ? undefined : limit, bytes: body.slice(limitBytes) };
}
