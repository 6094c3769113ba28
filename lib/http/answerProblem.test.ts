import { describe, expect, it } from "vitest";
import { answerProblem } from "./answerProblem";
import { answerUnreadable } from "./answerUnreadable";
import { baseHeaders } from "./headers";
import { codeOf, type ProblemName, problem, problems } from "./problems";

const names = Object.keys(problems) as ProblemName[];

describe("the answer to a problem", () => {
  it.each(names)("%s is an engine's error object that nobody keeps", (name) => {
    const { status, headers, body } = answerProblem(problem(name));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
    });
    const object = JSON.parse(body);
    expect(Object.keys(object)).toEqual(["code", "message", "details", "hint"]);
    for (const part of Object.values(object)) expect(part).toEqual(expect.any(String));
    expect([object.code, object.message, object.details]).not.toContain("");
    // The API's page and this service's own sentences put the full stop.
    expect(object.message).not.toMatch(/[.\s]$/);
  });

  it.each(names)("%s says when to try again exactly where that makes sense", (name) => {
    const { status, headers } = answerProblem(problem(name));
    if (status === 429 || status === 503) expect(Number(headers["retry-after"])).toBeGreaterThan(0);
    else expect(headers).not.toHaveProperty("retry-after");
  });

  it("asks for what is missing, and names the method", () => {
    const headersOf = (name: ProblemName) => answerProblem(problem(name)).headers;
    expect(headersOf("unauthorized")).toHaveProperty("www-authenticate", 'Bearer realm="instance"');
    expect(headersOf("unknown_method")).toHaveProperty("allow", expect.stringContaining("GET"));
    for (const name of ["no_access_token", "wrong_token"] as const) {
      expect(headersOf(name)).toHaveProperty("www-authenticate", 'Bearer realm="organization"');
    }
    expect(headersOf("not_signed_in")).not.toHaveProperty("www-authenticate");
    expect(headersOf("method_not_allowed")).toHaveProperty("allow", "POST");
  });

  it("says what is known better, and more beside the error object", () => {
    const words = { message: "More exact", hint: "Elsewhere", retryAfterSeconds: 41 };
    const answer = answerProblem(problem("rate_limited_instance", words), { accepted: 0 });
    expect(answer.headers["retry-after"]).toBe("41");
    expect(JSON.parse(answer.body)).toEqual({
      code: "rate_limited_instance",
      message: "More exact",
      details: "More exact",
      hint: "Elsewhere",
      accepted: 0,
    });
  });

  it("keeps the codes and statuses that engines and programs know", () => {
    const known = names.map((name) => `${answerProblem(problem(name)).status} ${codeOf(name)}`);
    expect([...new Set(known)].sort()).toEqual([
      "400 event_time_out_of_range",
      "400 hostile_json",
      "400 invalid_data",
      "400 invalid_json",
      "400 invalid_request",
      "400 unknown_event_type",
      "401 unauthorized",
      "401 unknown_access_token",
      "401 unknown_org_key",
      "401 unknown_sender",
      "401 wrong_token",
      "403 not_erasable",
      "403 without_key",
      "404 unknown_call",
      "404 unknown_event_type",
      "404 unknown_instance",
      "404 unknown_log_part",
      "404 unknown_page",
      "404 unknown_receipt",
      "404 unknown_release",
      "404 unknown_statistic",
      "405 method_not_allowed",
      "408 invalid_request",
      "409 instance_of_another",
      "413 body_too_large",
      "415 unsupported_encoding",
      "416 unsatisfiable_range",
      "429 rate_limited_address",
      "429 rate_limited_calls",
      "429 rate_limited_instance",
      "429 too_many_look_ups",
      "429 too_many_new_instances",
      "429 too_many_sign_ins",
      "431 invalid_request",
      "500 internal",
      "503 database_unavailable",
      "503 no_pages",
      "503 queue_full",
      "503 too_many_pages",
      "503 too_many_pictures",
      "503 too_many_watchers",
      "503 unavailable",
      "503 upstream_unavailable",
      "508 relay_loop",
    ]);
  });
});

describe("the answer to what is no request", () => {
  it.each([
    ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
    ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
    ["HPE_INVALID_METHOD", "400 Bad Request"],
    ["", "400 Bad Request"],
  ])("%j is %s, whole and the last on its connection", (code, status) => {
    const [head = "", body = ""] = answerUnreadable(code).split("\r\n\r\n");
    const [first, ...headers] = head.split("\r\n");
    expect(first).toBe(`HTTP/1.1 ${status}`);
    expect(headers).toContain(`content-length: ${Buffer.byteLength(body)}`);
    expect(headers).toContain("connection: close");
    for (const [name, value] of Object.entries(baseHeaders)) expect(headers).toContain(`${name}: ${value}`);
    expect(JSON.parse(body)).toEqual({ code: "invalid_request", message: status, details: status, hint: "" });
  });
});
