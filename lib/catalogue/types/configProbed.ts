import { declareEventType } from "../eventType";
import { field } from "../field";
import { z } from "../zod";
import { oneOf } from "./parts";

/** What a probed source database turned out to run on; `generic` is everything not recognized. */
export const probeProviders = [
  "rds",
  "aurora",
  "cloudsql",
  "supabase",
  "azure",
  "heroku",
  "timescale",
  "generic",
] as const;

export const configProbed = declareEventType({
  name: "config_probed",
  title: "Source probed",
  group: "configuration",
  since: "4.2.0",
  sentWhen: "After the engine successfully probed a source database that somebody is setting up.",
  why: "To know which Postgres services people clone from. Address, user and database are not sent.",
  data: z.object({
    provider: field(oneOf(probeProviders), {
      class: "technical",
      what: "The kind of Postgres service the engine recognized.",
      why: "To know which services set-up and retrieval have to be tested with.",
      note: "generic where it recognized none, such as Postgres on one's own machine.",
      example: "rds",
      since: "4.2.0",
    }),
  }),
  example: { provider: "rds" },
});
