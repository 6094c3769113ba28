import { type Cookie, cookies } from "@/lib/http/cookies";
import { onSite } from "@/lib/http/onSite";
import { sayDuration } from "@/lib/words/sayDuration";
import { countOf } from "@/lib/words/sayPlurals";
import { themeStorage } from "../frame/theme";
import { Section, StackedTable } from "../ui";

const declared: readonly Cookie[] = Object.values(cookies);

/** Everything that a page of this service lets a browser keep, from the declarations that set it. */
export function InYourBrowser() {
  return (
    <Section
      id="browser"
      title="What your browser keeps"
      lead={`${countOf(declared.length, "cookie")}, each set only when you open or sign in to the pages it is for: encrypted or random, out of reach of scripts, never sent from another site. Readers of the public pages get none. Over TLS each name begins with __Host-, which lets no other host set one, and a browser that has it sends it with every request to this host.`}
    >
      <StackedTable
        caption="Cookies and local storage"
        columns={[
          { title: "Name", className: "md:w-[18%]" },
          { title: "Sent to", className: "md:w-[22%]" },
          { title: "What for", className: "md:w-[40%]" },
          "At most",
        ]}
        rows={[
          ...declared.map(({ name, path, pages, purpose, maximumAgeSeconds }) => ({
            key: name,
            cells: [
              <code key="name">{name}</code>,
              path === null ? (
                pages
              ) : (
                <span key="path">
                  <code>{onSite(path)}</code> and below
                </span>
              ),
              purpose,
              sayDuration(maximumAgeSeconds),
            ],
          })),
          {
            key: themeStorage.key,
            cells: [
              <span key="name">
                <code>{themeStorage.key}</code>, in local storage
              </span>,
              "Nobody",
              themeStorage.purpose,
              "Until you choose the system’s theme again",
            ],
          },
        ]}
      />
    </Section>
  );
}
