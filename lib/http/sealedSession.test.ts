import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createSealedSession } from "./sealedSession";

const schema = z.object({ instanceId: z.string().max(64) });
const secret = "a secret of at least thirty-two characters";
const now = new Date("2026-11-26T10:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const sessions = createSealedSession(secret, { name: "instance", schema, maximumAgeSeconds: 3600 });
const content = { instanceId: "c6vq1tqs0qtc73dlqkpg" };

describe("a sealed session", () => {
  it("opens as what was sealed, until it is too old", async () => {
    const token = await sessions.seal(content, now);
    const opened = { id: expect.any(String), endsAt: later(3600), content };
    expect(await sessions.open(token, later(3599))).toEqual(opened);
    expect(await sessions.open(token, later(3601))).toBeNull();
  });

  it("shows nothing of what is in it, and is never twice the same", async () => {
    const token = await sessions.seal(content, now);
    const parts = token.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
    expect(parts.join(" ")).not.toContain(content.instanceId);
    expect(await sessions.seal(content, now)).not.toBe(token);
  });

  it("has an identifier of its own, also where the content is the same", async () => {
    const ids = [await sessions.seal(content, now), await sessions.seal(content, now)].map(
      async (token) => (await sessions.open(token, now))?.id,
    );
    expect(new Set(await Promise.all(ids)).size).toBe(2);
  });

  it("does not open once a character of it is changed", async () => {
    const token = await sessions.seal(content, now);
    for (let at = 0; at < token.length; at += 7) {
      const other = token[at] === "A" ? "B" : "A";
      // The last bits of a part can be padding, which carries nothing.
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      const opened = await sessions.open(changed, now);
      expect([null, JSON.stringify(content)]).toContain(opened && JSON.stringify(opened.content));
      if (at % 7 === 0 && at > 60 && at < token.length - 30) expect(opened).toBeNull();
    }
  });

  it("does not open under another secret, as another kind, or with other content", async () => {
    const token = await sessions.seal(content, now);
    const options = { name: "instance", schema, maximumAgeSeconds: 3600 };
    for (const others of [
      createSealedSession(`${secret}.`, options),
      createSealedSession(secret, { ...options, name: "organization" }),
      createSealedSession(secret, { ...options, schema: z.object({ token: z.string() }) }),
    ]) {
      expect(await others.open(token, now)).toBeNull();
    }
  });

  it.each([undefined, "", "x", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.e30."])(
    "does not open for %j",
    async (token) => {
      expect(await sessions.open(token, now)).toBeNull();
    },
  );
});
