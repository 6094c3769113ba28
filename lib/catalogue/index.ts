export { believedHours, type CountedBy, countedBy, isHistory, knownAt } from "./believed";
export {
  type CallHeader,
  callJsonSchema,
  callRequest,
  commonHeaders,
  describeParts,
  type EngineCall,
  type EngineCallName,
  engineCalls,
  exampleBody,
  findCall,
  type PartDescription,
} from "./calls";
export { type Catalogue, catalogue, createCatalogue } from "./catalogue";
export { bucketMidpointSeconds, cloneTimeBucket, cloneTimeLimits, cloneTimeSeconds } from "./cloneTime";
export { type CountedValue, countedValue } from "./countedValues";
export { dataAgeBand, dataAgeBands } from "./dataAge";
export { describeFields, type FieldDescription } from "./describeFields";
export { describeKept, type Fate, type KeptField } from "./describeKept";
export {
  type EngineRequest,
  engineJson,
  engineRequest,
  type WireForm,
  wireFormOf,
  wireForms,
} from "./engineRequest";
export {
  type EngineRelease,
  type EngineVersion,
  engineReleases,
  engineVersions,
  existsIn,
  isCandidate,
  releaseOf,
} from "./engineVersion";
export { declareEventType, type EventGroup, type EventType, eventGroups } from "./eventType";
export { acceptAliases, type FieldClass, type FieldDocs, field, type GroupDocs, group } from "./field";
export { exampleInstanceIds, instanceIdSchema, isExampleInstanceId } from "./instanceId";
export { isJsonObject, type JsonObject, type JsonValue } from "./json";
export { eventDataJsonSchema, type JsonSchema, requestJsonSchema } from "./jsonSchema";
export { type KeptData, keep } from "./keep";
export { otherUses, servedOtherwise } from "./otherUses";
export { changes, examplePayload, fieldsByVersion, type VersionChanges } from "./payloadByVersion";
export { type PayloadSpan, payloadSpans } from "./payloadSpans";
export { eventTypes } from "./types";
export { maxUnknownPaths, unknownPaths, unnamedPath } from "./unknownPaths";
export { implausibleUptime, uptimeBand, uptimeBands } from "./uptime";
