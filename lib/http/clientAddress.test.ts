import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientAddress, clientNetwork, clientRegion } from "./clientAddress";

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

  it("counts a client whose gateway writes the port of each connection as one", () => {
    const of = (forwardedFor: string) => clientAddress("10.0.0.1", forwardedFor, 1);
    for (const port of [0, 80, 50_001, 65_535]) {
      expect(of(`203.0.113.9:${port}`)).toBe("203.0.113.9");
      expect(of(`[2001:db8::7]:${port}`)).toBe("2001:db8:0:0");
      expect(of(`198.51.100.66, [::ffff:203.0.113.9]:${port}`)).toBe("203.0.113.9");
      expect(of(`"[2001:db8::7]:${port}"`)).toBe("2001:db8:0:0");
    }
    for (const one of ["[2001:db8::7]", "2001:db8::7", "2001:db8::7%eth0"]) {
      expect(of(one)).toBe("2001:db8:0:0");
    }
    expect(of("203.0.113.9:")).toBe("203.0.113.9");
    expect(of("unknown")).toBe("unknown");
  });

  it("reads whatever stands there, and the same address the same with any port", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(65_535), (address, port) => {
        const withPort = address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
        expect(clientAddress(undefined, withPort, 1)).toBe(clientAddress(undefined, address, 1));
      }),
    );
    fc.assert(
      fc.property(fc.string(), (entry) => {
        expect(clientAddress("192.0.2.1", entry, 1)?.length ?? 0).toBeLessThanOrEqual(64);
      }),
    );
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

describe("clientRegion", () => {
  const regionOf = (peer: string) => clientRegion(clientAddress(peer, undefined, 0) ?? "");

  it("is one for the networks that a provider has many of", () => {
    expect(regionOf("192.0.2.1")).toBe(regionOf("192.0.77.1"));
    expect(regionOf("192.0.2.1")).not.toBe(regionOf("192.1.2.1"));
    expect(regionOf("2001:db8:1:2::1")).toBe(regionOf("2001:db8:ffff::1"));
    expect(regionOf("2001:db8::1")).not.toBe(regionOf("2001:db9::1"));
  });
});
