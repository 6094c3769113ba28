/** The token of `Authorization: Bearer <token>`; null where the header says something else, or is missing. */
export function bearerToken(authorization: string | null | undefined): string | null {
  return /^Bearer\s+(\S.*)$/i.exec(authorization ?? "")?.[1] ?? null;
}
