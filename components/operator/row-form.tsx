import { PostForm } from "../ui/post-form";

interface RowFormProps {
  action: string;
  /** Of what the row shows. */
  id: string;
  words: string;
  /** What it is done to, for who does not see the row. */
  of: string;
}

/** A button in a row of a table that does something to what the row shows. */
export function RowForm({ action, id, words, of }: RowFormProps) {
  return (
    <PostForm action={action}>
      <input type="hidden" name="id" value={id} />
      <button
        type="submit"
        aria-label={`${words} ${of}`}
        className="cursor-pointer text-bad underline decoration-1 underline-offset-[0.18em] hover:decoration-2"
      >
        {words}
      </button>
    </PostForm>
  );
}
