import { unstable_doesMiddlewareMatch as doesProxyMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { config, contentSecurityPolicy, proxy } from "../../proxy";

const ask = (headers: Record<string, string> = {}, path = "/events") =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { headers })).headers;
const directive = (policy: string | null, name: string) =>
  policy
    ?.split("; ")
    .find((one) => one.startsWith(`${name} `))
    ?.slice(name.length + 1);

beforeEach(() => vi.stubEnv("PUBLIC_URL", ""));
afterEach(() => vi.unstubAllEnvs());

describe("proxy", () => {
  it("gives each response a nonce of its own", () => {
    const nonces = Array.from({ length: 50 }, () =>
      directive(ask().get("Content-Security-Policy"), "script-src"),
    );
    expect(new Set(nonces).size).toBe(50);
    expect(nonces[0]).toMatch(/'nonce-[A-Za-z0-9+/]{22}=='/);
  });

  it("hands the page the nonce that the response allows, whatever the client sent", () => {
    const headers = ask({ "x-nonce": "forged" });
    const handed = headers.get("x-middleware-request-x-nonce");
    expect(handed).not.toBe("forged");
    expect(headers.get("Content-Security-Policy")).toContain(`'nonce-${handed}'`);
  });

  it("allows neither inline nor evaluated code, and no foreign origin", () => {
    const policy = contentSecurityPolicy({ nonce: "abc", development: false });
    expect(policy).not.toMatch(/unsafe-|https?:|\*/);
    expect(directive(policy, "frame-ancestors")).toBe("'none'");
  });

  it("lets other sites frame the pages made for it, and no others", () => {
    const framing = (path: string) => {
      const headers = ask({}, path);
      return [
        directive(headers.get("Content-Security-Policy"), "frame-ancestors"),
        headers.get("Cross-Origin-Resource-Policy"),
      ];
    };
    expect(framing("/embed/file-systems")).toEqual(["*", "cross-origin"]);
    for (const path of [
      "/",
      "/embed",
      "/embedded/file-systems",
      "/statistics/embed/",
      "/statistics/file-systems",
    ]) {
      expect(framing(path), path).toEqual(["'none'", "same-origin"]);
    }
    const policy = ask({}, "/embed/file-systems").get("Content-Security-Policy");
    expect(policy?.replace("frame-ancestors *", "")).not.toMatch(/unsafe-|https?:|\*/);
  });

  it("lets a secret that was just made be shown once: the page that gets it takes its cookie back", () => {
    const cookie = { cookie: "dblab-made=sealed" };
    const headers = ask(cookie, "/operator/organizations/acme");
    expect(headers.getSetCookie()).toContain(
      "dblab-made=; Path=/operator/organizations/acme; Max-Age=0; HttpOnly; SameSite=Strict",
    );
    // The page itself still has to read it.
    expect(headers.get("x-middleware-set-cookie")).toBeNull();
    expect(ask(cookie, "/org/x;Domain=example.org").get("set-cookie")).not.toContain(";Domain");
    expect(ask({ cookie: "theme=dark" }, "/operator").get("set-cookie")).not.toContain("dblab-made");
  });

  it("gives a browser one cookie for the forms of a section, which the page knows from the first time on", () => {
    const first = ask({ cookie: "theme=dark" }, "/org/tokens");
    const [, value = ""] = /^dblab-form=([\w-]{32}); Path=\/org; /.exec(first.get("set-cookie") ?? "") ?? [];
    expect(value).not.toBe("");
    const handed = first.get("x-middleware-request-cookie");
    expect(handed).toBe(`theme=dark; dblab-form=${value}`);
    const again = ask({ cookie: `dblab-form=${value}` }, "/org");
    expect(again.get("set-cookie")).toContain(`dblab-form=${value};`);
    expect(again.get("x-middleware-request-cookie")).toBe(`dblab-form=${value}`);
    expect(ask({ cookie: "dblab-form=forged" }, "/org").get("set-cookie")).not.toContain("forged");
    for (const path of ["/", "/statistics", "/embed/file-systems"]) {
      expect(ask({}, path).get("set-cookie"), path).toBeNull();
    }
  });

  it("promises TLS only to readers who came over it", () => {
    expect(ask().get("Strict-Transport-Security")).toBeNull();
    expect(ask({ "x-forwarded-proto": "http" }).get("Strict-Transport-Security")).toBeNull();
    expect(ask({ "x-forwarded-proto": "https" }).get("Strict-Transport-Security")).toMatch(/^max-age=\d+$/);
    vi.stubEnv("PUBLIC_URL", "https://telemetry.example.org");
    expect(ask().get("Strict-Transport-Security")).not.toBeNull();
  });
});

describe("the proxy's matcher", () => {
  const matches = (url: string) => doesProxyMatch({ config, nextConfig: {}, url });

  it.each(["/", "/events", "/events/clone_created", "/api", "/status", "/rpc-of-engines", "/theme.js"])(
    "covers %s",
    (url) => expect(matches(url)).toBe(true),
  );
  it.each([
    "/api/rpc/telemetry_event",
    "/api/general/rpc/telemetry_event",
    "/api/v1/events",
    "/rpc/telemetry_event",
    "/_next/static/chunks/a.js",
  ])("leaves %s alone", (url) => expect(matches(url)).toBe(false));
});
