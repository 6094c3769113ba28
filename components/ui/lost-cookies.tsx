import { Callout } from "./callout";
import { Link } from "./link";

/** Says why nobody stays signed in at this address. @param at the address where they do; null where they do here */
export function LostCookies({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <div className="mx-auto max-w-[52rem] px-4 pt-6">
      <Callout title="You cannot sign in at this address" tone="caution">
        <p>
          It is reached over plain HTTP, and the cookies of this service are for TLS alone: your browser drops
          them without a word, and forms are refused. Open <Link href={at}>{at}</Link> instead.
        </p>
      </Callout>
    </div>
  );
}
