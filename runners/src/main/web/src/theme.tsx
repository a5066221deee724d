import { useEffect, useState } from "preact/hooks";

type Theme = "auto" | "light" | "dark";
const KEY = "arco-theme";
const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
const WORD: Record<Theme, string> = { auto: "as the system", light: "light", dark: "dark" };

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return "auto"; // Storage may be forbidden.
  }
}

export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(stored);
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Chosen for this visit only.
    }
  }, [theme]);
  return (
    <button class="quiet theme" type="button" onClick={() => setTheme(NEXT[theme])}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
        <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
      </svg>
      <span class="hidden">Colours: {WORD[theme]}; change</span>
    </button>
  );
}
