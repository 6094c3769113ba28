import { z } from "zod";
import { about } from "../../http/json";
import { receiptJsonSchema } from "./receipt";

/** The body of a request to erase. */
export const erasureRequestSchema = z.strictObject(
  {
    confirm: about(z.string().max(64), "The instance ID once more."),
    refuse_events: about(
      z.boolean().default(false),
      "Whether later events of the instance are dropped. Its engine gets the same answers as before.",
    ),
  },
  { error: "the body must be a JSON object with confirm" },
);

/** What an undo came to. */
export const undoneJsonSchema = z.object({
  undone: about(
    z.enum(["restored", "accepted"]),
    "`restored`: the instance is there again. `accepted`: it was purged; its events are taken again.",
  ),
  receipt: receiptJsonSchema.nullable(),
});
