"use client";

import { useSyncExternalStore } from "react";
import { nextTheme, parseTheme, type Theme, themeStorage } from "./theme";
import { ThemeIcon } from "./theme-icon";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

function choose(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(themeStorage.key);
    else localStorage.setItem(themeStorage.key, theme);
  } catch {
    // Storage can be blocked; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** A button that goes through system, light and dark. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => "system" as const);
  const label = `Color theme: ${theme}. Switch to ${nextTheme(theme)}`;
  return (
    <button
      type="button"
      onClick={() => choose(nextTheme(theme))}
      aria-label={label}
      title={label}
      className="needs-script grid size-9 cursor-pointer place-items-center text-ink-soft hover:text-ink"
    >
      <ThemeIcon theme={theme} />
    </button>
  );
}
