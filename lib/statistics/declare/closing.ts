/** How long after its end a period closes: an event received just before midnight is written just after it. */
export const graceMinutes = 15;
