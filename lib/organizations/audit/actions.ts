/** What can be written down of an organization. */
export const auditActions = {
  "organization created": "The organization was created",
  "plan changed": "The plan was changed",
  "billing changed": "The billing state was changed",
  "privilege changed": "Until when it has privileges was changed",
  "key issued": "A key for engines was issued",
  "key rotated": "A key was replaced; the old one stays valid for a while",
  "key revoked": "A key was revoked",
  "token issued": "An access token was issued",
  "email erased": "The email address of an access token was erased",
  "token revoked": "An access token was revoked",
  "sender issued": "A token for a relay was issued",
  "sender revoked": "The token of a relay was revoked",
  "signed in": "Somebody signed in with an access token",
  "instance linked": "An instance was linked",
  "instance unlinked": "An instance was unlinked",
  "instance erased": "An instance's events were erased",
  "erasure undone": "An erasure was undone",
  "support granted": "Support was given access",
  "grant revoked": "Access of support was taken back",
  "support looked": "Support looked at an instance",
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof auditActions;
