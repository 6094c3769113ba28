import { expect, it } from "vitest";
import { baseUrlOf } from "./baseUrl";

const here = { publicUrl: undefined, port: 3000 };

it("is the PUBLIC_URL where there is one, whatever the request says", () => {
  expect(baseUrlOf({ ...here, publicUrl: "https://telemetry.test" }, "evil.test")).toBe(
    "https://telemetry.test",
  );
});

it("is the address the reader used, if it is one", () => {
  expect(baseUrlOf(here, "192.0.2.7:3062")).toBe("http://192.0.2.7:3062");
  expect(baseUrlOf(here, "[::1]:3000")).toBe("http://[::1]:3000");
  expect(baseUrlOf(here, "x; rm -rf ~")).toBe("http://localhost:3000");
  expect(baseUrlOf(here, null)).toBe("http://localhost:3000");
});
