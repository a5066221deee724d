import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Dataset } from "./dataset";
import { Home } from "./home";
import { type Place, homeHash, parse } from "./location";
import { readJson, type SearchFile } from "./model";
import { plainDeep } from "./safe";
import { Search } from "./search";
import { ThemeButton } from "./theme";

interface Loaded {
  search: Search;
  title: string;
  hubLink?: string;
}

function App({ licenses }: { licenses: string }) {
  const [place, setPlace] = useState<Place>(() => parse(location.hash));
  const [loaded, setLoaded] = useState<Loaded>();
  const [problem, setProblem] = useState("");
  const [homeAddress, setHomeAddress] = useState("#/");

  useEffect(() => {
    const moved = () => {
      const next = parse(location.hash);
      setPlace((before) => {
        if (before.view !== next.view || next.view === "dataset") window.scrollTo(0, 0);
        if (before.view === "home" && next.view === "dataset") setHomeAddress(homeHash(before.state));
        return next;
      });
    };
    window.addEventListener("hashchange", moved);
    readJson<SearchFile>("search.json").then(
      (file) => {
        const clean = plainDeep(file);
        const hub = clean.site?.hub_link;
        setLoaded({ search: new Search(clean.entries ?? []), title: clean.site?.title ?? "Data catalog", hubLink: hub });
      },
      (e: Error) => setProblem(e.message),
    );
    return () => window.removeEventListener("hashchange", moved);
  }, []);

  const title = loaded?.title ?? "Data catalog";
  useEffect(() => {
    if (place.view === "home") document.title = title;
  }, [place.view, title]);

  return (
    <>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); document.getElementById("main")?.focus(); }}>
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href={place.view === "home" ? "#/" : homeAddress}>
          <Mark />
          <span>{title}</span>
        </a>
        <ThemeButton />
      </header>
      {problem && place.view === "home" && <Unreadable problem={problem} />}
      {place.view === "home" && loaded && <Home search={loaded.search} state={place.state} />}
      {place.view === "dataset" && (
        <Dataset
          key={`${place.feedstock}/${place.recipe}/${place.parameters.get("version") ?? ""}`}
          feedstock={place.feedstock}
          recipe={place.recipe}
          parameters={place.parameters}
          hubLink={loaded?.hubLink}
          back={homeAddress}
        />
      )}
      <footer class="foot">
        <p>
          Made of <a href="catalog.json">static STAC documents</a>, which any STAC client can read. Coastlines: Natural Earth.{" "}
          <a href={licenses}>Terms of the software in this page</a>. Nothing here is tracked.
        </p>
      </footer>
    </>
  );
}

function Unreadable({ problem }: { problem: string }) {
  return (
    <main id="main" class="fallback" tabIndex={-1}>
      <h1>The catalog’s index cannot be read</h1>
      <p role="alert">{problem}</p>
      <p>
        <code>arco catalog build</code> writes <code>search.json</code>. A page that was opened as a file may not read it:
        run <code>python3 -m http.server</code> in the folder that holds the catalog.
      </p>
    </main>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="2" y="2" width="9" height="9" rx="1.6" />
      <rect x="13" y="2" width="9" height="9" rx="1.6" opacity=".62" />
      <rect x="2" y="13" width="9" height="9" rx="1.6" opacity=".36" />
      <rect x="13" y="13" width="9" height="9" rx="1.6" opacity=".82" />
    </svg>
  );
}

const app = document.getElementById("app") as HTMLElement;
const licenses = app.dataset.licenses ?? "";
app.replaceChildren();
render(<App licenses={licenses} />, app);
