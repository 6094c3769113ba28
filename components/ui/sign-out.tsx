import { Button } from "./button";

/** Ends a session. */
export function SignOut({ action }: { action: string }) {
  return (
    <form action={action} method="post" className="screen-only">
      <Button type="submit">Sign out</Button>
    </form>
  );
}
