import type { Theme } from "./theme";

// Drawn here rather than taken from an icon library, whose shared client component costs every page more than this file.
const paths: Record<Theme, string> = {
  system: "M12 3.5a8.5 8.5 0 1 0 0 17zM12 3.5a8.5 8.5 0 0 1 0 17",
  light:
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M4.9 19.1l1.8-1.8M17.3 6.7l1.8-1.8",
  dark: "M20.5 14.2A8.5 8.5 0 0 1 9.8 3.5a8.5 8.5 0 1 0 10.7 10.7z",
};

/** A half-filled disc for the system's theme, a sun, a moon. */
export function ThemeIcon({ theme }: { theme: Theme }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className="size-[18px]"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {theme === "system" ? <path d="M12 3.5a8.5 8.5 0 0 0 0 17z" fill="currentColor" stroke="none" /> : null}
      <path d={paths[theme]} />
    </svg>
  );
}
