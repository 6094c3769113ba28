import { onSite } from "@/lib/http/onSite";
import { isCurrentSection, signIns } from "./sections";

/** The ways in for those who have a token: a native disclosure. */
export function SignInMenu({ pathname }: { pathname: string }) {
  const current = signIns.find((page) => isCurrentSection(page, pathname));
  return (
    <details className="relative hidden h-14 lg:flex" name="header">
      <summary className="flex h-14 list-none items-center gap-1.5 text-sm text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        {current === undefined ? "Sign in" : current.name}
        <span
          aria-hidden="true"
          className="mt-[-3px] size-[6px] rotate-45 border-r-[1.5px] border-b-[1.5px]"
        />
      </summary>
      <ul className="absolute top-13 right-0 z-10 w-80 border border-rule-strong bg-ground py-1 shadow-lg">
        <SignInLinks pathname={pathname} />
      </ul>
    </details>
  );
}

/** The same as items of a list. */
export function SignInLinks({ pathname }: { pathname: string }) {
  return signIns.map((page) => (
    <li key={page.path}>
      <a
        href={onSite(page.path)}
        aria-current={isCurrentSection(page, pathname) ? "true" : undefined}
        className="block px-4 py-2 text-sm hover:bg-raised aria-[current]:font-semibold aria-[current]:text-accent"
      >
        {page.name}
        <span className="block text-xs font-normal text-ink-soft">{page.about}</span>
      </a>
    </li>
  ));
}
