import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { FormTokenProvider, PostForm } from "./post-form";

const project = join(import.meta.dirname, "..", "..");

it("carries the token of its page, without a script", () => {
  const html = renderToStaticMarkup(
    <FormTokenProvider token="of-the-page">
      <PostForm action="/org/sign-out" autoComplete="off">
        <button type="submit">Sign out</button>
      </PostForm>
    </FormTokenProvider>,
  );
  expect(html).toMatch(/^<form [^>]*method="post"/);
  expect(html).toContain('<input type="hidden" name="form-token" value="of-the-page"/>');
});

it("is the only form that is sent with POST", () => {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(folder, file),
    ),
  );
  const others = files.filter((file) => /\.tsx$/.test(file) && !/\.test\.tsx$|post-form\.tsx$/.test(file));
  const methods = others.flatMap((file) =>
    [...readFileSync(join(project, file), "utf8").matchAll(/\b(?:method|formMethod)=\S+/g)].map(
      ([method]) => `${file}: ${method}`,
    ),
  );
  expect(methods.length).toBeGreaterThan(1);
  expect(methods.filter((method) => !method.includes('method="get"'))).toEqual([]);
});
