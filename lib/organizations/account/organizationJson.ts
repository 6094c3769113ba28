import { z } from "zod";
import { about, time } from "../../http/json";
import { plans } from "../rules/plan";

/** An organization, as it sees itself. */
export const organizationJsonSchema = z.object({
  alias: z.string(),
  name: z.string(),
  plan: about(z.enum(plans), "The edition of its instances follows from it."),
  billing_active: z.boolean(),
  created_at: time,
});
