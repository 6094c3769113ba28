import { z } from "../zod";
import { answered, declareCall, part } from "./engineCall";

export const tokenCheck = declareCall({
  name: "dblab_token_check",
  title: "Token check",
  since: "3.0.0",
  sentWhen:
    "At the start and at each reload where platform.accessToken is set, and whenever somebody calls the engine with a personal token.",
  why: "The engine learns whose token it is, and whether a person stands behind it.",
  credentials: "access token",
  headers: [],
  body: z.object({
    token: part(z.string().min(1, "must not be empty").max(256, "is too long"), {
      what: "The token to check.",
      kept: "Compared as a keyed hash. Never stored, never logged.",
      example: "dlet_…",
    }),
  }),
  example: { token: "dlet_…" },
  limitBytes: 64 * 1024,
  isBodyRead: true,
  answer: z.object({
    org_id: part(z.int(), { what: "The token's organization.", kept: answered, example: 1 }),
    is_personal: part(z.boolean(), {
      what: "Whether it stands for a person.",
      kept: answered,
      example: true,
    }),
    email: part(z.string().optional(), {
      what: "The person's email address, to which the engine can bind clones. Only of a personal token whose owner gave one for this; absent otherwise.",
      kept: "Stored with the token, encrypted, until it is erased or the token revoked; in no log, event or statistic.",
      example: "ada@example.org",
      since: "4.2.0",
    }),
  }),
  answered: { org_id: 1, is_personal: true, email: "ada@example.org" },
  ifRefused:
    "With the token of platform.accessToken it does not start. Somebody with a refused personal token is rejected.",
  kept: "When the token was last used.",
  switchOff: "Leave platform.accessToken empty, and platform.enablePersonalTokens off.",
  structures: { body: { "": "TokenCheckRequest" }, answer: { "": "TokenCheckResponse" } },
});
