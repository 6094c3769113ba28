import { z } from "../zod";
import { declareCall, part } from "./engineCall";
import {
  contentTypeHeader,
  nothingKept as kept,
  observerOff,
  onlyCounted,
  preferHeader,
  sessionHeader,
  uploadLimitBytes,
} from "./observer";

const example =
  '2026-05-07 09:10:00.000 UTC,"postgres","test",1,"[local]",663b5c1d.1,1,"SELECT",2026-05-07 09:09:00 UTC,3/1,0,LOG,00000,"statement: select 1",,,,,,,,,"psql","client backend"\n';

export const sessionUploadLog = declareCall({
  name: "dblab_session_upload_log",
  title: "Log of an observed clone",
  since: "3.0.0",
  sentWhen: "After an observation was stopped, where Postgres logged something meanwhile.",
  why: "The platform shows the log beside the observation. It can hold statements and data. This service answers so that the observer works.",
  credentials: "org key or access token",
  headers: [
    contentTypeHeader("text/csv"),
    preferHeader("params=multiple-objects"),
    sessionHeader,
    { name: "X-PGAI-Part", what: "Always 1: logs are sent in one piece.", kept, example: "1" },
  ],
  body: part(z.string().meta({ contentMediaType: "text/csv" }), {
    what: "Lines of the clone's Postgres log, as CSV. The engine masks what observer.replacementRules of its configuration name, and nothing else.",
    kept,
    example,
  }),
  example,
  limitBytes: uploadLimitBytes,
  isBodyRead: false,
  answer: z.object({}),
  answered: {},
  ifRefused: "It logs the failure and goes on.",
  kept: onlyCounted,
  switchOff: observerOff,
  structures: { answer: { "": "APIResponse" } },
});
