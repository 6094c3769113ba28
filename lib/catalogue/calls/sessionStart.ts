import { z } from "../zod";
import { declareCall, engineTime, part, parts } from "./engineCall";
import { nothingKept as kept, observerOff, onlyCounted } from "./observer";

export const sessionStart = declareCall({
  name: "dblab_session_start",
  title: "Observation started",
  since: "3.0.0",
  sentWhen: "When somebody has the CI observer watch a clone, such as during the test of a migration.",
  why: "The platform shows observations. This service does not, and answers so that the observer works.",
  credentials: "org key or access token",
  headers: [],
  body: z.object({
    instance_id: part(z.string(), {
      what: "The engine's instance ID.",
      kept,
      example: "c6fgs68hmvj3sm2pbphg",
    }),
    clone_id: part(z.string(), { what: "The clone that is watched.", kept, example: "clone-1" }),
    started_at: part(engineTime, {
      what: "When the session began (UTC).",
      kept,
      example: "2026-05-07 09:10:00 UTC",
    }),
    config: parts(
      z.object({
        observation_interval: part(z.int(), {
          what: "Seconds between two looks.",
          kept,
          example: 10,
        }),
        max_lock_duration: part(z.int(), {
          what: "Seconds after which a lock counts as dangerous.",
          kept,
          example: 10,
        }),
        max_duration: part(z.int(), {
          what: "Seconds after which the session counts as too long.",
          kept,
          example: 3600,
        }),
      }),
      "How the clone is watched.",
    ),
    tags: part(z.record(z.string(), z.string()).nullable(), {
      what: "Texts that its caller attached.",
      kept,
      example: { branch: "main" },
    }),
  }),
  example: {
    instance_id: "c6fgs68hmvj3sm2pbphg",
    clone_id: "clone-1",
    started_at: "2026-05-07 09:10:00 UTC",
    config: { observation_interval: 10, max_lock_duration: 10, max_duration: 3600 },
    tags: { branch: "main" },
  },
  limitBytes: 1024 * 1024,
  isBodyRead: false,
  answer: z.object({
    id: part(z.int().min(1), {
      what: "A random number by which the engine names the session from then on.",
      kept,
      example: 207_412_953,
    }),
  }),
  answered: { id: 207_412_953 },
  ifRefused: "The observation fails: anyone who asked for it is told so.",
  kept: onlyCounted,
  switchOff: observerOff,
  structures: {
    body: { "": "StartObservationRequest" },
    answer: { "": "StartObservationResponse" },
  },
});
