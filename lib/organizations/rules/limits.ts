/** The longest and the most that forms, calls and command lines may ask for. */
export const limits = {
  /** Of an organization, in characters. */
  organizationName: 200,
  /** Of a token, a relay or a member of support, in characters. */
  name: 100,
  /** For which a replaced key stays valid. */
  overlapHours: 90 * 24,
  /** Of a grant, in characters. */
  reason: { least: 3, most: 500 },
  grantHours: 30 * 24,
  grantInstances: 500,
  /** Of usage: ten years, as long as reports are kept by default. */
  months: 120,
  /** Of an organization. */
  webhooks: 10,
  /** After which an instance can be said to be silent: thirty days. */
  silentHours: 720,
  /** Of an organization: engines name them when they register. */
  projects: 1_000,
} as const;
