/** Who somebody is in audit logs. */
export const actors = {
  operator: "operator",
  engine: "engine",
  /** What it does by itself, at its time. */
  service: "service",
  /** Until a token says who it is. */
  somebody: "somebody",
  token: ({ name }: { readonly name: string }) => `token ${name}`,
  support: ({ name }: { readonly name: string }) => `support ${name}`,
} as const;
