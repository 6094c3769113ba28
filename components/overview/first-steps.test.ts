import { describe, expect, it } from "vitest";
import { engineSettings } from "./engine-settings";
import { exampleCommand, exampleEvent } from "./example-request";

describe("exampleCommand", () => {
  it("sends a body that a shell hands over unchanged", () => {
    const body = exampleCommand("http://localhost:3000").match(/-d '([^']*)'$/)?.[1] ?? "";
    expect(JSON.parse(body)).toEqual(exampleEvent);
  });
});

describe("engineSettings", () => {
  it("points every engine version at the base that its client appends /rpc to", () => {
    const settings = engineSettings("https://telemetry.example.org");
    expect(settings.map(({ yaml }) => yaml.match(/url: "(.*)"/)?.[1])).toEqual(
      settings.map(() => "https://telemetry.example.org/api"),
    );
  });
});
