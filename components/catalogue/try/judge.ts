import {
  type Catalogue,
  describeKept,
  type EventType,
  exampleInstanceIds,
  type KeptField,
  keep,
} from "@/lib/catalogue";
import { callOf } from "@/lib/ingest/calls";
import { encodingOf } from "@/lib/ingest/encoding";
import { type Parsed, parseJson } from "@/lib/ingest/parseJson";
import { type Document, readBatch } from "@/lib/ingest/readBatch";
import { readEvent } from "@/lib/ingest/readEvent";
import { type Refusal, refuse } from "@/lib/ingest/refusal";
import { type PastedRequest, readRequest } from "./read-request";

/** What stands for a hash: the key that makes the real one never leaves the server. */
const hashStandIn = "";

export interface JudgeOptions {
  readonly catalogue: Catalogue;
  /** The type of objects that are `event_data` alone. */
  readonly typeName: string;
  readonly now: Date;
  readonly retentionDays: number;
}

/** What would become of one event. `place` counts from 1. */
export type JudgedEvent = { readonly place: number } & Judgement;

type Judgement =
  | {
      readonly accepted: true;
      readonly type: EventType;
      readonly fields: readonly KeptField[];
      /** Paths of what is not declared and would be left out. */
      readonly leftOut: readonly string[];
      /** True where only `event_data` was pasted and an envelope put around it. */
      readonly isDataOnly: boolean;
    }
  | { readonly accepted: false; readonly refusal: Refusal };

/** What would become of what was pasted. */
export type Verdict =
  | { readonly kind: "empty" }
  | { readonly kind: "too large" }
  /** Refused as a whole, before any event is looked at. */
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly request: PastedRequest | null }
  | {
      readonly kind: "judged";
      readonly events: readonly JudgedEvent[];
      readonly request: PastedRequest | null;
    };

/** No call takes more. */
export const limitBytes = 1024 * 1024;

/**
 * Judges what somebody pasted by the code that judges what engines send: `event_data` alone, an event, several events
 * (an array or NDJSON), or a whole HTTP request.
 */
export function judge(text: string, options: JudgeOptions): Verdict {
  // Every character is at least a byte, and most texts are far from the limit: encode only where it matters.
  if (text.length > limitBytes || (text.length > limitBytes / 4 && byteLength(text) > limitBytes)) {
    return { kind: "too large" };
  }
  if (text.trim() === "") return { kind: "empty" };
  const request = readRequest(text);
  return request === null ? judgeBody(text, options) : judgeRequest(request, options);
}

const read = (document: Document) => document();

function judgeBody(text: string, options: JudgeOptions): Verdict {
  const documents = readBatch(text, undefined);
  if (!documents.ok) return { kind: "refused", refusal: documents.refusal, request: null };
  if (documents.value.length === 0) return { kind: "empty" };
  return { kind: "judged", events: judgeEvents(documents.value.map(read), options, true), request: null };
}

function judgeRequest(request: PastedRequest, options: JudgeOptions): Verdict {
  const refused = (refusal: Refusal): Verdict => ({ kind: "refused", refusal, request });
  const call = callOf(request.path);
  if (call === null || call.name === "unknown") return refused(refuse("unknown_call"));
  if (call.name !== "telemetry_event" && call.name !== "events") {
    return refused(
      refuse("unknown_call", {
        message: "This page judges events; what becomes of this call depends on an organization's key",
      }),
    );
  }
  if (request.method !== "POST") return refused(refuse("method_not_allowed"));
  if (encodingOf(request.header("content-encoding")) === null) return refused(refuse("unsupported_encoding"));
  if (byteLength(request.body) > call.limitBytes) {
    const message = `The body is larger than ${call.limitBytes / 1024} KiB`;
    return refused(refuse("body_too_large", { message }));
  }
  if (call.name === "telemetry_event") {
    return { kind: "judged", events: judgeEvents([parseJson(request.body)], options, false), request };
  }
  const documents = readBatch(request.body, request.header("content-type"));
  if (!documents.ok) return refused(documents.refusal);
  if (documents.value.length === 0) {
    return refused(refuse("invalid_request", { message: "No event in the body" }));
  }
  return { kind: "judged", events: judgeEvents(documents.value.map(read), options, false), request };
}

function judgeEvents(
  documents: readonly Parsed<unknown>[],
  options: JudgeOptions,
  mayBeDataOnly: boolean,
): JudgedEvent[] {
  return documents.map((document, index) => ({
    place: index + 1,
    ...judgeEvent(document, options, mayBeDataOnly),
  }));
}

function judgeEvent(
  document: Parsed<unknown>,
  { catalogue, typeName, now, retentionDays }: JudgeOptions,
  mayBeDataOnly: boolean,
): Judgement {
  if (!document.ok) return { accepted: false, refusal: document.refusal };
  const isDataOnly = mayBeDataOnly && isWithoutEnvelope(document.value);
  const value = isDataOnly
    ? { instance_id: exampleInstanceIds[0], event_type: typeName, event_data: document.value }
    : document.value;
  const event = readEvent(value, { catalogue, now, retentionDays });
  if (!event.ok) return { accepted: false, refusal: event.refusal };
  const { type, data, unknownPaths } = event.value;
  const fields = describeKept(
    type,
    data,
    keep(type, data, () => hashStandIn),
  );
  return { accepted: true, type, fields, leftOut: unknownPaths, isDataOnly };
}

const envelopeNames = ["instance_id", "event_type", "event_data"];

function isWithoutEnvelope(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !envelopeNames.some((name) => Object.hasOwn(value, name));
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
