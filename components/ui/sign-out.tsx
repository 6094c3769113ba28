import { Button } from "./button";
import { PostForm } from "./post-form";

/** Ends a session. */
export function SignOut({ action }: { action: string }) {
  return (
    <PostForm action={action} className="screen-only">
      <Button type="submit">Sign out</Button>
    </PostForm>
  );
}
