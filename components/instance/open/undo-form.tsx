import { Button, TextField } from "../../ui";
import { PostForm } from "../../ui/post-form";
import { undoWords } from "../erasure-words";

/** Undoes an erasure from a browser that did not ask for it. */
export function UndoForm({ isOpen }: { isOpen: boolean }) {
  return (
    <details open={isOpen} className="max-w-[52rem] border-t border-rule pt-4">
      <summary className="w-fit text-sm text-accent">Undo an erasure</summary>
      <p className="mt-3 max-w-measure text-sm text-ink-soft">{undoWords}</p>
      <PostForm
        action="/instance/undo"
        autoComplete="off"
        className="mt-3 flex flex-wrap items-end gap-x-4 gap-y-3"
      >
        <TextField
          className="basis-80 font-mono [&_label]:font-sans"
          label="ID of the erased instance"
          name="id"
          required
          maxLength={64}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <Button type="submit">Undo the erasure</Button>
      </PostForm>
    </details>
  );
}
