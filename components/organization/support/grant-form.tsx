import type { LinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import { limits } from "@/lib/organizations/rules/limits";
import { type OrganizationProblemName, problemSentence } from "@/lib/organizations/rules/organizationProblem";
import { Button, EmptyState, FormNotice, type ListPart, Pager, SelectField, TextField } from "../../ui";
import { PostForm } from "../../ui/post-form";

interface GrantFormProps {
  instances: ListPart<LinkedInstance>;
  problem: OrganizationProblemName | null;
}

const problemId = "grant-problem";

/** Lets support look at some instances, for a reason and for a time. */
export function GrantForm({ instances, problem }: GrantFormProps) {
  const { rows, first, next } = instances;
  const isWhole = first === null && next === null;
  if (rows.length === 0 && isWhole) {
    return <EmptyState title="There is nothing to grant">No instance is linked yet.</EmptyState>;
  }
  return (
    <PostForm
      action="/org/support/grant"
      autoComplete="off"
      className="flex max-w-[52rem] flex-col items-start gap-5 border border-rule-strong p-5"
    >
      {problem === null ? null : (
        <FormNotice id={problemId}>{problemSentence(problem, "Nothing was granted.")}</FormNotice>
      )}
      <fieldset
        className="min-w-0"
        {...(problem === "grant-instances" ? { "aria-describedby": problemId } : {})}
      >
        <legend className="mb-2 text-sm font-medium">Which instances</legend>
        <ul className="flex flex-col gap-1.5">
          {rows.map(({ number, instanceId, project }) => (
            <li key={number}>
              <label className="flex cursor-pointer items-start gap-2.5 text-sm">
                <input
                  type="checkbox"
                  name="instance"
                  value={number}
                  defaultChecked={isWhole && rows.length === 1}
                  className="mt-0.5 size-4 shrink-0 accent-accent"
                />
                <span className="wrap-anywhere">
                  Instance {number}
                  {project === null ? "" : `, ${project}`}{" "}
                  <code className="font-mono text-ink-soft" translate="no">
                    {instanceId}
                  </code>
                </span>
              </label>
            </li>
          ))}
        </ul>
        <Pager label="Pages of instances to grant" {...instances} />
      </fieldset>
      {isWhole ? null : (
        <TextField
          className="w-full max-w-[36rem]"
          label="More of them, by number, with commas between"
          name="more"
          inputMode="numeric"
          pattern="[0-9, ]*"
        />
      )}
      <TextField
        className="w-full max-w-[36rem]"
        label="Why: support reads it, and the log keeps it"
        name="reason"
        required
        minLength={limits.reason.least}
        maxLength={limits.reason.most}
        {...(problem === "grant-reason" ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
      />
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          className="w-28"
          label="For how long"
          name="length"
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={limits.grantHours}
          defaultValue={24}
          {...(problem === "grant-hours" ? { "aria-invalid": true, "aria-describedby": problemId } : {})}
        />
        <SelectField className="w-32" label="In" name="unit" defaultValue="hours">
          <option value="hours">hours</option>
          <option value="days">days</option>
        </SelectField>
      </div>
      <Button type="submit" look="primary">
        Grant access
      </Button>
    </PostForm>
  );
}
