// A notebook to begin with, made of the same snippets.
import type { Address } from "./places";
import { snippets, type Subject } from "./snippets";

export function notebook(title: string, about: string, citation: string, at: Address, subject?: Subject): string {
  const open = snippets(at, subject).find((s) => s.tool === "xarray");
  const cells = [
    markdown(`# ${title}\n\n${about}\n\n**Cite as:** ${citation}`),
    code((open?.text ?? "").replace(/print\(ds\)\n$/, "ds\n")),
  ];
  if (subject) {
    const name = JSON.stringify(subject.variable);
    cells.push(markdown("One step of a variable; change the selection as you need."));
    cells.push(
      code(
        `data = ds[${name}]\nplane = data.isel({name: -1 for name in data.dims[:-2]})\n` +
          "plane.plot() if plane.ndim else plane\n",
      ),
    );
  }
  return JSON.stringify(
    {
      cells: cells.map((cell, i) => ({ id: `cell-${i}`, ...cell })),
      metadata: {
        kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
        language_info: { name: "python" },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );
}

const lines = (text: string) => text.trimEnd().split(/(?<=\n)/);
const markdown = (text: string) => ({ cell_type: "markdown", metadata: {}, source: lines(text) });
const code = (text: string) => ({ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: lines(text) });

/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
