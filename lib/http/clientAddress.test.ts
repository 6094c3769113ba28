import { describe, expect, it } from "vitest";
import { clientAddress, clientNetwork } from "./clientAddress";

describe("clientAddress", () => {
  it("ignores X-Forwarded-For where no proxy is trusted", () => {
    expect(clientAddress("192.0.2.1", "203.0.113.9", 0)).toBe("192.0.2.1");
  });

  it("takes the entry that the outermost trusted proxy wrote, not what the client claims", () => {
    expect(clientAddress("10.0.0.1", "198.51.100.66, 203.0.113.9", 1)).toBe("203.0.113.9");
    expect(clientAddress("10.0.0.1", "198.51.100.66, 203.0.113.9, 10.0.0.2", 2)).toBe("203.0.113.9");
  });

  it("falls back to what there is when fewer proxies wrote than are trusted", () => {
    expect(clientAddress("10.0.0.1", "203.0.113.9", 2)).toBe("203.0.113.9");
    expect(clientAddress("10.0.0.1", undefined, 1)).toBe("10.0.0.1");
    expect(clientAddress(undefined, " , ", 1)).toBeNull();
  });

  it("counts an IPv6 client by its /64 and a mapped IPv4 address as IPv4", () => {
    expect(clientAddress("2001:db8:1:2:aaaa::1", undefined, 0)).toBe("2001:db8:1:2");
    expect(clientAddress("2001:0db8:1:2:bbbb:0:0:7", undefined, 0)).toBe("2001:db8:1:2");
    expect(clientAddress("2001:db8::7", undefined, 0)).toBe("2001:db8:0:0");
    expect(clientAddress("::ffff:192.0.2.1", undefined, 0)).toBe("192.0.2.1");
  });
});

describe("clientNetwork", () => {
  const networkOf = (peer: string) => clientNetwork(clientAddress(peer, undefined, 0) ?? "");

  it("is one for the addresses that a client can take at will", () => {
    expect(networkOf("192.0.2.1")).toBe(networkOf("192.0.2.254"));
    expect(networkOf("192.0.2.1")).not.toBe(networkOf("192.0.3.1"));
    expect(networkOf("::ffff:192.0.2.1")).toBe(networkOf("192.0.2.9"));
    expect(networkOf("2001:db8:1:2::1")).toBe(networkOf("2001:0db8:1:ffff:aaaa::7"));
    expect(networkOf("2001:db8:1::")).not.toBe(networkOf("2001:db8:2::"));
  });
});
