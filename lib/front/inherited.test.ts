import { expect, it } from "vitest";
import { takeInheritedSocket } from "./inherited";

it("takes the one socket that is meant for this process, and tells no other of it", () => {
  const environment = { LISTEN_PID: "42", LISTEN_FDS: "1", LISTEN_FDNAMES: "web", HOME: "/" };
  expect(takeInheritedSocket(environment, 42)).toEqual({ fd: 3 });
  expect(environment).toEqual({ HOME: "/" });
  expect(takeInheritedSocket(environment, 42)).toBeNull();
});

it("takes none of another process, and none of several", () => {
  expect(takeInheritedSocket({ LISTEN_PID: "41", LISTEN_FDS: "1" }, 42)).toBeNull();
  expect(takeInheritedSocket({ LISTEN_PID: "42", LISTEN_FDS: "2" }, 42)).toBeNull();
});
