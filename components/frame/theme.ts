/** A reader's choice of theme; "system" follows the operating system and is what nothing stored means. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** What a browser's local storage holds of this site, as the privacy page lists it. `public/theme.js` reads it before the first paint. */
export const themeStorage = {
  key: "theme",
  purpose: "The color theme that you chose. Nothing where you follow the system’s.",
} as const;

/** The theme a stored value stands for. Anything unknown is "system". */
export function parseTheme(stored: string | null | undefined): Theme {
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** The theme that the switch goes to next. */
export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? "system";
}
