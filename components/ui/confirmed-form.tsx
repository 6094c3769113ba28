import { Button } from "./button";
import { PostForm } from "./post-form";

interface ConfirmedFormProps {
  /** A path in the section of the page. */
  action: string;
  /** Of what it is done to. */
  id: string;
  /** What is done, as a button says it: "Revoke". */
  words: string;
  /** What it is done to: "key …1234". */
  of: string;
  /** What will happen, and whether it can be undone. */
  consequence: string;
}

/** Asks before it acts, and says what will happen: a native disclosure, so that it asks without a script, too. */
export function ConfirmedForm({ action, id, words, of, consequence }: ConfirmedFormProps) {
  return (
    <details>
      <summary className="w-fit text-bad">
        {words}
        <span className="sr-only"> {of}</span>
      </summary>
      <PostForm action={action} className="mt-2 flex max-w-72 flex-col items-start gap-2.5 font-sans">
        <input type="hidden" name="id" value={id} />
        <p className="text-xs whitespace-normal">{consequence}</p>
        <Button type="submit" look="danger" aria-label={`Confirm: ${words.toLowerCase()} ${of}`}>
          {words}
        </Button>
      </PostForm>
    </details>
  );
}
