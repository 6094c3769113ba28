import type { SignInNotice } from "@/components/ui/token-sign-in";

/** What the address says of the last attempt to sign in: `?wrong=1`, `?wait=<seconds>`. */
export function signInNoticeOf({
  wrong,
  wait,
}: Readonly<Record<string, string | string[] | undefined>>): SignInNotice | null {
  if (typeof wait === "string" && /^\d{1,5}$/.test(wait)) return { kind: "limited", seconds: Number(wait) };
  return wrong === "1" ? { kind: "wrong" } : null;
}
