import { useRef, useState } from "preact/hooks";

/** Copies a text; where the clipboard is forbidden (no https), by the old way. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState("");
  const timer = useRef(0);
  return (
    <button
      type="button"
      class="copy"
      onClick={async () => {
        setState((await copy(text)) ? "Copied" : "Select and copy by hand");
        clearTimeout(timer.current);
        timer.current = window.setTimeout(() => setState(""), 2500);
      }}
    >
      <span aria-live="polite">{state || "Copy"}</span>
      <span class="hidden"> {what}</span>
    </button>
  );
}

export function Code({ text, what, id }: { text: string; what: string; id?: string }) {
  return (
    <div class="code">
      <pre tabIndex={0} aria-label={what}>
        <code id={id}>{text}</code>
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}
