import { z } from "zod";
import { about, time } from "../../http/json";
import { plans } from "../rules/plan";

/** An organization, as it sees itself. */
export const organizationJsonSchema = z.object({
  alias: z.string(),
  name: z.string(),
  plan: about(z.enum(plans), "The edition of its instances follows from it."),
  billing_active: z.boolean(),
  privileged_until: about(
    time.nullable(),
    "Until when it has privileges, as engines are told; null where that has no end.",
  ),
  created_at: time,
});
