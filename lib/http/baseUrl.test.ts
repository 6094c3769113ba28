import { expect, it } from "vitest";
import { baseUrlOf } from "./baseUrl";

const here = { publicUrl: undefined, port: 3000, trustedProxies: 0 };
const asked = (host?: string, proto?: string) =>
  new Headers({
    ...(host === undefined ? {} : { host }),
    ...(proto === undefined ? {} : { "x-forwarded-proto": proto }),
  });

it("is the PUBLIC_URL where there is one, whatever the request says", () => {
  expect(baseUrlOf({ ...here, publicUrl: "https://telemetry.test" }, asked("evil.test"))).toBe(
    "https://telemetry.test",
  );
});

it("is the address the reader used, if it is one", () => {
  expect(baseUrlOf(here, asked("192.0.2.7:3062"))).toBe("http://192.0.2.7:3062");
  expect(baseUrlOf(here, asked("[::1]:3000"))).toBe("http://[::1]:3000");
  expect(baseUrlOf(here, asked("x; rm -rf ~"))).toBe("http://localhost:3000");
  expect(baseUrlOf(here, asked())).toBe("http://localhost:3000");
});

it("is https behind a proxy of ours that terminates TLS, and behind nobody else's", () => {
  const behind = { ...here, trustedProxies: 1 };
  expect(baseUrlOf(behind, asked("telemetry.test", "https"))).toBe("https://telemetry.test");
  expect(baseUrlOf(behind, asked("telemetry.test", "http, HTTPS"))).toBe("https://telemetry.test");
  expect(baseUrlOf(behind, asked("telemetry.test", "https, http"))).toBe("http://telemetry.test");
  expect(baseUrlOf({ ...here, trustedProxies: 2 }, asked("telemetry.test", "https"))).toBe(
    "https://telemetry.test",
  );
  expect(baseUrlOf(behind, asked("telemetry.test"))).toBe("http://telemetry.test");
  expect(baseUrlOf(here, asked("telemetry.test", "https"))).toBe("http://telemetry.test");
});
