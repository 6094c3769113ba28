import { z } from "../zod";
import { declareCall, parts } from "./engineCall";
import {
  contentTypeHeader,
  nothingKept as kept,
  observerOff,
  onlyCounted,
  preferHeader,
  sessionHeader,
  uploadLimitBytes,
} from "./observer";

export const sessionUploadArtifact = declareCall({
  name: "dblab_session_upload_artifact",
  title: "Artifact of an observed clone",
  since: "3.0.0",
  sentWhen: "After an observation was stopped, once for each artifact that the observer collected.",
  why: "The platform shows artifacts, such as pg_stat_statements, beside the observation. This service answers so that the observer works.",
  credentials: "org key or access token",
  headers: [
    contentTypeHeader("application/json"),
    preferHeader("params=single-object"),
    sessionHeader,
    { name: "X-PGAI-Artifact-Type", what: "What it is.", kept, example: "pg_stat_statements" },
  ],
  body: parts(
    z.unknown(),
    "JSON of any form: a view of Postgres's statistics as the observer read it. It can hold statements. Nothing of it is kept.",
  ),
  example: { rows: [] },
  limitBytes: uploadLimitBytes,
  isBodyRead: false,
  answer: z.object({}),
  answered: {},
  ifRefused: "It logs the failure and goes on.",
  kept: onlyCounted,
  switchOff: observerOff,
  structures: { answer: { "": "UploadArtifactResponse" } },
});
