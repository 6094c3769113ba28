import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readBody, readRequestBody } from "./readBody";

const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString());

describe("readBody", () => {
  it("gives all of it up to the limit, and counts what it holds", async () => {
    let held = 0;
    const most: number[] = [];
    const chunks = () => Readable.from([Buffer.from("abc"), Buffer.from("de")]);
    const read = (limit: number) =>
      readBody(chunks(), limit, (bytes) => {
        held += bytes;
        most.push(held);
      });
    expect(text(await read(5))).toBe("abcde");
    expect(text(await read(4))).toBeNull();
    expect([held, Math.max(...most)]).toEqual([0, 5]);
    expect(text(await readBody(Readable.from([]), 5))).toBe("");
  });

  it("rejects where the sender goes away, and holds nothing of it any more", async () => {
    let held = 0;
    const stream = new PassThrough();
    const reading = readBody(stream, 100, (bytes) => {
      held += bytes;
    });
    stream.write("half of ");
    setTimeout(() => stream.destroy(new Error("gone")), 5);
    await expect(reading).rejects.toThrow("before its body did");
    expect(held).toBe(0);
  });
});

describe("readRequestBody", () => {
  const post = (body: BodyInit) => new Request("https://dblab.test", { method: "POST", body });

  it("reads the body of a Fetch request, and nothing past the limit", async () => {
    expect(text(await readRequestBody(post("id=1"), 4))).toBe("id=1");
    expect(await readRequestBody(post("id=12"), 4)).toBeNull();
    expect(text(await readRequestBody(new Request("https://dblab.test"), 4))).toBe("");
  });

  it("stops a sender that never ends", async () => {
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1024)),
      cancel() {
        isCancelled = true;
      },
    });
    const request = new Request("https://dblab.test", {
      method: "POST",
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect(await readRequestBody(request, 4096)).toBeNull();
    await expect.poll(() => isCancelled).toBe(true);
  });
});
