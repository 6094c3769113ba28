import { declareEventType } from "../eventType";
import { field } from "../field";
import { z } from "../zod";
import { oneOf, wellFormedText } from "./parts";
import { retrievalModes } from "./retrieval";

export const alertLevels = ["refresh_failed", "refresh_skipped"] as const;

/** Every message released engines send. Only these are kept as text. */
export const knownAlertMessages: readonly string[] = [
  "Pool to perform data refresh not found",
  ...retrievalModes.map((mode) => `Failed to perform initial data retrieving: ${mode}`),
  "Failed to run full-refresh",
  "The data refresh is currently in progress. Skip a new data refresh iteration",
  "The data refresh/snapshot is currently in progress. Skip a new data refresh iteration",
  "Pool to perform full refresh not found. Skip refreshing",
];

export const alert = declareEventType({
  name: "alert",
  title: "Alert",
  group: "alert",
  since: "3.0.0",
  sentWhen:
    "When there is no pool for the data, when the first retrieval fails, and when a scheduled refresh fails or is skipped.",
  why: "To learn how often refreshes fail or are skipped, and for which of the reasons the engine knows.",
  data: z.object({
    level: field(oneOf(alertLevels), {
      class: "technical",
      what: "Whether a refresh failed or was skipped.",
      why: "A failed refresh is a problem; a skipped one often is not.",
      example: "refresh_failed",
      since: "3.0.0",
    }),
    message: field(wellFormedText(1024), {
      class: "free text",
      knownTexts: knownAlertMessages,
      what: "The reason, as one of the engine's fixed texts.",
      why: "To tell a missing pool from a failed restore.",
      note: "Released engines send fixed texts only. An engine somebody changed could send anything, so any other text is dropped.",
      changed: [
        {
          version: "3.2.0",
          what: 'The text of a skipped refresh now says "refresh/snapshot" where it said "refresh".',
        },
      ],
      example: "Failed to run full-refresh",
      since: "3.0.0",
    }),
  }),
  example: { level: "refresh_failed", message: "Failed to run full-refresh" },
});
