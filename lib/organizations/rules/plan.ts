import { z } from "zod";

/** What an organization can pay for; the edition of its instances. */
export const Plan = z.enum(["standard", "enterprise"], "plan");
export type Plan = z.output<typeof Plan>;

export const plans = Plan.options;
