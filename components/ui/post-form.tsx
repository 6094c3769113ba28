"use client";

import { type ComponentProps, createContext, type ReactNode, useContext } from "react";
import { formTokenField } from "@/lib/http/formTokenField";
import { onSite } from "@/lib/http/onSite";

const FormToken = createContext<string | null>(null);

/** Hands the token of a page to its forms. @param token null where the page's section has no forms */
export function FormTokenProvider({ token, children }: { token: string | null; children: ReactNode }) {
  return <FormToken value={token}>{children}</FormToken>;
}

interface PostFormProps extends Omit<ComponentProps<"form">, "method" | "action"> {
  /** A path in the section of the page. */
  action: string;
}

/** The one form that acts: it carries the token without which nothing is done, also where no script runs. */
export function PostForm({ action, children, ...rest }: PostFormProps) {
  const token = useContext(FormToken);
  return (
    <form {...rest} action={onSite(action)} method="post">
      {token === null ? null : <input type="hidden" name={formTokenField} value={token} />}
      {children}
    </form>
  );
}
