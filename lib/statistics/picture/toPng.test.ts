import { describe, expect, it } from "vitest";
import { mostWaiting, PictureLimitError, toPng } from "./toPng";

const picture = (x: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="4"><rect x="${x}" width="9" height="4"/></svg>`;

describe("toPng", () => {
  it("lets no more than so many wait, and draws again when they are done", async () => {
    const first = toPng(picture(0));
    const others = Array.from({ length: mostWaiting - 1 }, (_, index) => toPng(picture(index + 1)));
    await expect(toPng(picture(-1))).rejects.toThrow(PictureLimitError);
    // Who asks for the same waits with the others, and takes no place.
    expect(await toPng(picture(0))).toBe(await first);
    await Promise.all(others);
    expect((await toPng(picture(-1))).subarray(1, 4).toString()).toBe("PNG");
  });

  it("answers what is drawn already at once, whoever waits", async () => {
    await toPng(picture(-2));
    const order: string[] = [];
    const slow = toPng(picture(-3)).then(() => order.push("drawn"));
    await toPng(picture(-2)).then(() => order.push("known"));
    await slow;
    expect(order).toEqual(["known", "drawn"]);
  });
});
