export {
  callJsonSchema,
  callRequest,
  describeParts,
  exampleBody,
  type PartDescription,
} from "./describeCall";
export { type CallHeader, commonHeaders, type EngineCall } from "./engineCall";

import type { EngineCall } from "./engineCall";
import { instanceRegister } from "./instanceRegister";
import { sessionStart } from "./sessionStart";
import { sessionStop } from "./sessionStop";
import { sessionUploadArtifact } from "./sessionUploadArtifact";
import { sessionUploadLog } from "./sessionUploadLog";
import { telemetryEvent } from "./telemetryEvent";
import { telemetryUsage } from "./telemetryUsage";
import { tokenCheck } from "./tokenCheck";

/** Every call an engine makes home, in the order in which they are shown. A new one is a file beside this and a line here. */
export const engineCalls = [
  telemetryEvent,
  tokenCheck,
  instanceRegister,
  telemetryUsage,
  sessionStart,
  sessionStop,
  sessionUploadLog,
  sessionUploadArtifact,
] as const;

export type EngineCallName = (typeof engineCalls)[number]["name"];

/** The call of this name. Any string may be asked for. */
export function findCall(name: string): EngineCall | undefined {
  return engineCalls.find((call) => call.name === name);
}
