import { exampleInstanceIds } from "@/lib/catalogue";
import { Button, TextField } from "../../ui";
import { PostForm } from "../../ui/post-form";

/** Looks an instance up: a plain POST form, so that the ID is never in an address. */
export function LookUpForm() {
  return (
    <div className="flex max-w-[52rem] flex-col gap-3 border-y border-rule py-5">
      <PostForm
        action="/instance/open"
        autoComplete="off"
        className="flex flex-wrap items-end gap-x-4 gap-y-3"
      >
        <TextField
          className="basis-80 font-mono [&_label]:font-sans"
          label="Instance ID"
          name="id"
          required
          pattern="\s*[0-9a-v]{20}\s*"
          title="20 characters, each 0-9 or a-v"
          maxLength={64}
          placeholder={exampleInstanceIds[0]}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <Button type="submit" look="primary">
          Open
        </Button>
      </PostForm>
      <OpenExample />
    </div>
  );
}

/** Opens the documentation's example instance, which everybody may look at. */
function OpenExample() {
  return (
    <PostForm action="/instance/open" className="text-sm text-ink-soft">
      <input type="hidden" name="id" value={exampleInstanceIds[0]} />
      No engine at hand?{" "}
      <button
        type="submit"
        className="cursor-pointer text-accent underline decoration-1 underline-offset-[0.18em] hover:decoration-2"
      >
        Open the public example instance
      </button>
    </PostForm>
  );
}
