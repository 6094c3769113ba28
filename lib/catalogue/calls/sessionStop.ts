import { z } from "../zod";
import { declareCall, engineTime, part, parts } from "./engineCall";
import { nothingKept as kept, observerOff, onlyCounted } from "./observer";

const verdict = (what: string) => part(z.boolean(), { what, kept, example: true });

export const sessionStop = declareCall({
  name: "dblab_session_stop",
  title: "Observation stopped",
  since: "3.0.0",
  sentWhen: "When an observation is stopped.",
  why: "It carries the result of the observation. This service answers so that the observer works.",
  credentials: "org key or access token",
  headers: [],
  body: z.object({
    id: part(z.int(), { what: "The session.", kept, example: 207_412_953 }),
    finished_at: part(engineTime, {
      what: "When it ended (UTC).",
      kept,
      example: "2026-05-07 09:11:00 UTC",
    }),
    result: parts(
      z.object({
        status: part(z.string(), { what: "passed or failed.", kept, example: "passed" }),
        intervals: parts(
          z
            .array(
              z.object({
                started_at: part(z.string(), {
                  what: "When a look was.",
                  kept,
                  example: "2026-05-07T09:10:00Z",
                }),
                duration: part(z.number(), { what: "Seconds until the next.", kept, example: 10 }),
                warning: part(z.string(), {
                  what: "Dangerous locks that were seen, with the statements that held them.",
                  kept,
                  example: "",
                }),
              }),
            )
            .nullable(),
          "The looks at the clone.",
        ),
        summary: parts(
          z.object({
            total_duration: part(z.number(), { what: "Seconds in all.", kept, example: 60 }),
            total_intervals: part(z.int(), { what: "Looks in all.", kept, example: 6 }),
            warning_intervals: part(z.int(), { what: "Looks with a warning.", kept, example: 0 }),
            checklist: parts(
              z.object({
                overall_success: verdict("Whether what was watched succeeded."),
                session_duration_acceptable: verdict("Whether it was short enough."),
                no_long_dangerous_locks: verdict("Whether there were no dangerous locks."),
              }),
              "What was asked for, and whether it was so.",
            ),
          }),
          "The observation in figures.",
        ),
      }),
      "What was observed.",
    ),
  }),
  example: {
    id: 207_412_953,
    finished_at: "2026-05-07 09:11:00 UTC",
    result: {
      status: "passed",
      intervals: [{ started_at: "2026-05-07T09:10:00Z", duration: 10, warning: "" }],
      summary: {
        total_duration: 60,
        total_intervals: 6,
        warning_intervals: 0,
        checklist: {
          overall_success: true,
          session_duration_acceptable: true,
          no_long_dangerous_locks: true,
        },
      },
    },
  },
  limitBytes: 16 * 1024 * 1024,
  isBodyRead: false,
  answer: z.object({}),
  answered: {},
  ifRefused: "Stopping the observation fails, and neither logs nor artifacts are uploaded.",
  kept: onlyCounted,
  switchOff: observerOff,
  structures: { body: { "": "StopObservationRequest" }, answer: { "": "APIResponse" } },
});
