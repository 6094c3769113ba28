import type { ComponentProps } from "react";
import { onSite } from "@/lib/http/onSite";
import { classNames } from "./class-names";

const shape =
  "inline-flex min-h-9 cursor-pointer items-center justify-center gap-2 rounded-sm border px-3.5 py-1.5 text-sm font-medium disabled:cursor-not-allowed disabled:opacity-60";

const looks = {
  primary:
    "border-accent bg-accent text-on-accent hover:bg-[color-mix(in_oklab,var(--accent)_88%,var(--ink))]",
  secondary: "border-rule-strong text-ink hover:bg-raised",
  danger: "border-bad text-bad hover:bg-raised",
} as const;

export type ButtonLook = keyof typeof looks;

/** A native button. `type` is "button" unless given, so that it never submits a form by accident. */
export function Button({
  look = "secondary",
  type = "button",
  className,
  ...rest
}: ComponentProps<"button"> & { look?: ButtonLook }) {
  return <button type={type} className={classNames(shape, looks[look], className)} {...rest} />;
}

/** A link that looks like a button, for the one thing a page wants its reader to do next. */
export function ButtonLink({
  look = "secondary",
  className,
  href,
  ...rest
}: ComponentProps<"a"> & { look?: ButtonLook /** A path of this site. */; href: string }) {
  return <a className={classNames(shape, looks[look], className)} href={onSite(href)} {...rest} />;
}
