import type { EventFate } from "@/lib/relay/eventFates";
import { sayTime } from "@/lib/words/sayDates";

/** What a relay did with an event, in a word or two; undefined for one that came just now. */
export function nameFate(fate: EventFate | undefined): string {
  switch (fate?.kind) {
    case "left":
      return fate.answer === "taken"
        ? "left"
        : fate.answer === "refused"
          ? "left, refused"
          : "left, to come again";
    case "stayed":
      return "stayed";
    case "held":
      return "held";
    case "unknown":
      return "not known";
    default:
      return "waiting";
  }
}

/** The same in a sentence. */
export function sayFate(fate: EventFate | undefined): string {
  switch (fate?.kind) {
    case "left": {
      const at = `It left at ${sayTime(fate.at)}`;
      if (fate.answer === "taken") return `${at}, and the service upstream took it.`;
      if (fate.answer === "refused") return `${at}; the service upstream will never take it: ${fate.words}.`;
      return `${at}, and will be sent again: ${fate.words}.`;
    }
    case "stayed":
      return fate.by === "event type"
        ? `It stayed here, by the rule for its event type, at ${sayTime(fate.at)}, and will never leave.`
        : `It stayed here at ${sayTime(fate.at)}, since nothing was to leave, and will never leave.`;
    case "held":
      return `It is held until ${sayTime(fate.until)}; nothing of it left.`;
    case "unknown":
      return "Nothing is known of it any more: it is older than the log of what left, or than the relay.";
    default:
      return "It waits for its turn; nothing of it left.";
  }
}
