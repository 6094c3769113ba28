/** What is answered about one instance or organization is for whoever asked: kept by nobody, found by nobody, told to nobody. */
export const privateHeaders = {
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
  // Nothing to others; to ourselves the origin, by which a form of our own is told from another site's.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** Published figures may be read by any page, and shown inside it. */
export const openHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "ETag, Content-Disposition",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
} as const;

/**
 * What every answer says unless whoever makes it says better: errors of any layer, files, and what comes before a page is
 * looked for.
 */
export const baseHeaders = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "content-security-policy":
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
} as const;
