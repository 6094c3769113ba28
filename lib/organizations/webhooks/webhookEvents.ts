import { z } from "zod";

/** What a webhook can be told of. No body has an ID, a key, a name or an address: instances have their numbers. */
export const webhookEvents = {
  "instance.silent": {
    title: "An instance is silent",
    when: "It sent no event and no usage report for the hours that the webhook says.",
  },
  "alert.received": { title: "An alert was received", when: "An engine sent an alert." },
  "refresh.failed": { title: "A refresh failed", when: "An engine sent an alert that a refresh failed." },
  "billing.off": { title: "Billing was switched off", when: "The operator switched it off." },
  "support.looked": {
    title: "Support looked at an instance",
    when: "Under a grant; the audit log has the view.",
  },
} as const;

export type WebhookEvent = keyof typeof webhookEvents;

export const webhookEventNames = Object.keys(webhookEvents) as [WebhookEvent, ...WebhookEvent[]];

/** A chosen event, as forms and the database have it. */
export const WebhookEventName = z.enum(webhookEventNames, "webhook-events");

/** What a webhook of the operator's is told of: what is published anyway. */
export const publicationEvents = {
  "release.published": {
    title: "A release was published",
    when: "The published figures became a release: its id, address and checksum, the weeks that came, and those that were revised and why.",
  },
} as const;

export type PublicationEvent = keyof typeof publicationEvents;

/** What the button sends. */
export const testEvent = "test";
