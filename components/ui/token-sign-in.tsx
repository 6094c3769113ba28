import { countOf } from "@/lib/words/sayPlurals";
import { Button } from "./button";
import { TextField } from "./form-field";
import { FormNotice } from "./form-notice";
import { PostForm } from "./post-form";

/** What the last attempt to sign in came to. */
export type SignInNotice =
  | { readonly kind: "wrong" }
  | { readonly kind: "limited"; readonly seconds: number };

interface TokenSignInProps {
  /** Where the form goes. */
  action: string;
  /** What the token is called. */
  label: string;
  notice: SignInNotice | null;
  /** Which page of theirs to go to, where not the first. */
  to?: string | undefined;
}

const problemId = "sign-in-problem";

/** Signs in by a token: a plain POST form, so that the token is never in an address. */
export function TokenSignIn({ action, label, notice, to }: TokenSignInProps) {
  return (
    <div className="flex max-w-[52rem] flex-col gap-4 border-y border-rule py-5">
      {notice === null ? null : <FormNotice id={problemId}>{sayNotice(notice)}</FormNotice>}
      <PostForm action={action} autoComplete="off" className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {to === undefined ? null : <input type="hidden" name="to" value={to} />}
        <TextField
          className="basis-96 font-mono [&_label]:font-sans"
          label={label}
          name="token"
          type="password"
          required
          maxLength={1024}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          {...(notice === null ? {} : { "aria-describedby": problemId })}
          {...(notice?.kind === "wrong" ? { "aria-invalid": true } : {})}
        />
        <Button type="submit" look="primary">
          Sign in
        </Button>
      </PostForm>
    </div>
  );
}

function sayNotice(notice: SignInNotice): string {
  return notice.kind === "wrong"
    ? "That token is not valid."
    : `Too many wrong tokens. Try again in ${countOf(notice.seconds, "second")}.`;
}
