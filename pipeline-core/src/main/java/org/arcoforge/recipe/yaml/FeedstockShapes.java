package org.arcoforge.recipe.yaml;

import static org.arcoforge.yaml.Shape.choice;
import static org.arcoforge.yaml.Shape.keyed;
import static org.arcoforge.yaml.Shape.list;
import static org.arcoforge.yaml.Shape.optional;
import static org.arcoforge.yaml.Shape.required;
import static org.arcoforge.yaml.Shape.text;
import static org.arcoforge.yaml.Shape.whole;

import java.util.List;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Shape.Keyed;

/** Lists the keys of a feedstock, of a recipe and of a pattern. */
final class FeedstockShapes {
  private static final Shape ID =
      text(
          "an id of at most 100 small letters, digits and . _ -, beginning with a letter or digit",
          "[a-z0-9][a-z0-9._-]{0,99}",
          "for example noaa-oisst");
  private static final Shape URL =
      text("a URL", "[A-Za-z][A-Za-z0-9+.-]*:\\S+", "for example https://host/path");

  private static final Shape NAME =
      text(
          "a name without control characters and '..', of at most 200 characters",
          "(?!(.*/)?\\.)[^\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]{1,200}",
          "for example time");

  private FeedstockShapes() {}

  /** Returns the whole file. */
  static Keyed feedstock() {
    return keyed(
        "a feedstock",
        required("id", ID, "the feedstock's name in stores and in the catalog: noaa-oisst"),
        required("title", text(), "one line that names the data set"),
        required("description", text(), "what the data are, for somebody who finds them"),
        required(
            "license",
            Licenses.shape(),
            "SPDX id of the data's licence (CC0-1.0, CC-BY-4.0, …), or 'other' and a link of rel"
                + " license"),
        required("providers", list(provider()), "who made and licenses the data"),
        optional("maintainers", anyList(maintainer()), "who looks after this feedstock"),
        optional("keywords", anyList(text()), "words to find the data set by"),
        optional("doi", doi(), "DOI of the data, without https://doi.org/"),
        optional("citation", text(), "how to cite the data"),
        optional("links", anyList(link()), "further pages, as in STAC"),
        optional(
            "publications",
            anyList(publication()),
            "papers about the data, or made with them: [{doi: …, citation: …}]"),
        optional(
            "notebooks", anyList(notebook()), "notebooks that use the data: [{url: …, title: …}]"),
        optional("schedule", schedule(), "when to bake"),
        required("recipes", list(recipe()), "at least one recipe: [{id: …, pattern: …}]"));
  }

  private static Shape provider() {
    return keyed(
        "a provider {name, roles, url}",
        required("name", text(), "the organisation"),
        optional(
            "roles",
            list(choice("producer", "licensor", "processor", "host")),
            "producer, licensor, processor or host"),
        optional("url", URL, "its page"));
  }

  private static Shape maintainer() {
    return keyed(
        "a maintainer {name, github, orcid}",
        required("name", text(), "the person"),
        optional(
            "github",
            text("a GitHub user name", "[A-Za-z0-9][A-Za-z0-9-]*", "without @"),
            "GitHub user name"),
        optional(
            "orcid",
            text(
                "an ORCID iD",
                "\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]",
                "quoted: \"0000-0002-1825-0097\""),
            "ORCID iD, four groups of four"));
  }

  private static Shape link() {
    return keyed(
        "a link {rel, href, title}",
        required("rel", text(), "relation: about, license, cite-as, describedby, …"),
        required("href", URL, "URL of the page"),
        optional("title", text(), "what it is"));
  }

  private static Shape doi() {
    return text(
        "a DOI such as 10.25921/RE9P-PT57", "10\\.\\d{4,9}/\\S+", "leave https://doi.org/ out");
  }

  private static Shape publication() {
    return keyed(
        "a publication {doi, citation}",
        required("doi", doi(), "DOI of the paper, without https://doi.org/"),
        optional("citation", text(), "how the paper is cited"));
  }

  private static Shape notebook() {
    return keyed(
        "a notebook {url, title}",
        required("url", URL, "URL of the notebook"),
        optional("title", text(), "what it shows"));
  }

  private static Shape schedule() {
    return keyed(
        "{cron: \"0 6 * * *\"}",
        required(
            "cron",
            text("five cron fields", "\\s*\\S+(\\s+\\S+){4}\\s*", "minute hour day month weekday"),
            "minute hour day month weekday: \"0 6 * * *\""),
        optional("time_zone", text(), "of these times, as Europe/Berlin; UTC if none is named"));
  }

  /** Returns one recipe, by class or inline. */
  static Keyed recipe() {
    return new Keyed(
        "a recipe {id, class} or {id, pattern, …}",
        List.of(
            required("id", ID, "the recipe's name in stores and in the catalog"),
            optional(
                "class",
                text(
                    "the name of a recipe class",
                    "[A-Za-z_][A-Za-z0-9_.$-]*",
                    "for example NoaaOisst"),
                "a recipe written in Java, instead of the keys below"),
            optional("pattern", pattern(), "which files there are and how they combine"),
            optional(
                "transforms",
                new Shape.ListOf("a list of transforms", TransformKind.any(), 0),
                "changes to each file before it is combined, in this order"),
            optional("target", TargetShapes.target(), "what the store looks like"),
            optional(
                "policies",
                TargetShapes.policies(),
                "what to do where files disagree or lack something; refused if nothing is said")),
        List.of(
            new Shape.ExactlyOne(List.of("class", "pattern")),
            new Shape.Without("class", List.of("transforms", "target", "policies"))));
  }

  private static Shape pattern() {
    return new Keyed(
        "a pattern {url, dims, …}",
        List.of(
            optional(
                "url",
                new Shape.Either("text, or a list of alternatives", List.of(text(), list(text()))),
                "URL or path with {name} or {name:format} for each dimension that it depends on:"
                    + " https://host/{time:%Y%m}/file.{time:%Y%m%d}.nc; or a list, of which the first"
                    + " that exists is taken"),
            optional("files", list(text()), "the files, one by one, in order"),
            optional(
                "glob",
                text(),
                "files found by *, ? and **, sorted by name; {name} and {name:format} name parts of"
                    + " the names, which become dims or order the files"),
            optional(
                "names",
                text(),
                "what the names of `files` say: \"pr_{member}_{start:%Y%m}.nc\"; parts become dims or"
                    + " order the files"),
            optional(
                "format",
                choice("netcdf3", "netcdf4", "grib", "opendap", "zarr", "tiff", "auto"),
                "what the files are; auto (the default) looks at their first bytes"),
            optional("group", text(), "HDF5 group to read, / by default; ** for the whole tree"),
            optional(
                "filter_by_keys",
                new Shape.MapOf(
                    "keys of GRIB messages and their values {typeOfLevel: surface, …}",
                    new Shape.Scalar("a text, number or boolean"),
                    1),
                "GRIB messages to read: the values that their keys (ecCodes names) must have"),
            optional(
                "dims",
                new Shape.ListOf("a list of dimensions", dim(), 0),
                "slowest first; [] for a single file"),
            optional("access", access(), "how the files may be reached")),
        List.of(
            new Shape.ExactlyOne(List.of("url", "files", "glob")),
            new Shape.Without("names", List.of("url", "glob"))));
  }

  private static Shape dim() {
    return new Keyed(
        "a dimension {concat or merge: name, dates, range or keys}",
        List.of(
            optional(
                "concat",
                new Shape.Either("a name, or a list of names", List.of(NAME, list(NAME))),
                "dimension of the data along which files follow each other; or several, each as"
                    + " long as the file says: [trajectory, obs]"),
            optional("merge", NAME, "name for what tells files with other variables apart"),
            optional("dates", dates(), "keys that are dates at equal steps, the end included"),
            optional("range", range(), "keys that are integers, the stop included"),
            optional(
                "keys", list(new Shape.Scalar("a text, number or boolean")), "keys as they are"),
            optional(
                "items_per_file",
                whole("a whole number from 1", 1, Long.MAX_VALUE),
                "elements of the concat dimension in each file, so that one header is read, not"
                    + " all")),
        List.of(
            new Shape.ExactlyOne(List.of("concat", "merge")),
            new Shape.AtMostOne(List.of("dates", "range", "keys")),
            new Shape.Without("merge", List.of("items_per_file"))));
  }

  /** A list that may have nothing in it. */
  private static Shape anyList(Shape element) {
    return new Shape.ListOf("a list", element, 0);
  }

  private static Shape dates() {
    String expected = "a date such as 1981-09-01 or 1981-09-01T06:00";
    Shape date =
        new Shape.Either(
            expected,
            List.of(
                text(
                    expected,
                    "\\d{4}(-\\d{2}(-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2})?Z?)?)?)?",
                    "ISO 8601"),
                whole(expected, 1000, 9999)));
    Shape step =
        text(
            "a step such as P1D, P1M, P1Y or PT6H",
            "P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?",
            "ISO 8601");
    Shape end =
        new Shape.Either(
            expected + ", now, or {now: -P2D}",
            List.of(
                text(
                    expected + ", now, or {now: -P2D}",
                    "now|\\d{4}(-\\d{2}(-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2})?Z?)?)?)?",
                    "ISO 8601"),
                whole(expected, 1000, 9999),
                keyed(
                    "{now: -P2D}",
                    required(
                        "now",
                        text(
                            "a time span such as -P2D or -PT6H",
                            "[-+]?P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?",
                            "ISO 8601"),
                        "so long after the bake begins; before it with a minus"))));
    return keyed(
        "{start, end, step}",
        required("start", date, "first date, 1981-09-01"),
        required("end", end, "last date, included; now or {now: -P2D} when the bake begins"),
        required("step", step, "P1D, P1M, P1Y, PT6H, …"));
  }

  private static Shape range() {
    return keyed(
        "{start, stop, step}",
        required("start", whole("a whole number", Long.MIN_VALUE, Long.MAX_VALUE), "first number"),
        required("stop", whole("a whole number", Long.MIN_VALUE, Long.MAX_VALUE), "last, included"),
        optional(
            "step",
            new Shape.Whole("a whole number, not 0", Long.MIN_VALUE, Long.MAX_VALUE, false),
            "1 by default"));
  }

  private static Shape access() {
    return keyed(
        "{headers, auth, concurrency_per_host, public_query, checksums}",
        optional(
            "headers", new Shape.MapOf("HTTP headers", text(), 1), "HTTP headers; never a secret"),
        optional(
            "auth",
            text("the name of a need", "[a-z0-9][a-z0-9_-]*", "for example earthdata"),
            "name of a need that the bakery binds to a secret; never the secret"),
        optional(
            "concurrency_per_host", whole("a whole number from 1", 1, 1000), "requests at once"),
        optional(
            "public_query",
            list(text("a key of a query", "[^\\s&=;#?]{1,100}", "for example format")),
            "keys of the URLs' queries whose values may be stored and shown; others are hidden"),
        optional(
            "checksums",
            ChecksumSection.shape(),
            "where the digests of the files are declared; what differs is never used"));
  }
}
