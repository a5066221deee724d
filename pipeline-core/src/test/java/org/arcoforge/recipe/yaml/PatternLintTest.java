package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Feedstock;
import org.junit.jupiter.api.Test;

class PatternLintTest {
  @Test
  void readsKeysInTheirYamlTypes() {
    FilePattern p =
        FeedstockTexts.good(
                """
                pattern:
                  url: "https://host/{n:02d}/{member}/{time:%Y-%m}"
                  dims:
                    - {concat: time, dates: {start: 1981-09, end: 1982, step: P1M}, items_per_file: 3}
                    - {concat: member, keys: ["01", 2, 0.5, true, r1i1p1f1]}
                    - {merge: n, range: {start: 0, stop: 10, step: 5}}
                """)
            .pattern();
    assertEquals(5 * 5 * 3, p.size());
    assertEquals(3, p.dims().get(0).itemsPerFile());
    assertEquals(
        List.of("01", 2L, 0.5, true, "r1i1p1f1"), ((Keys.Values) p.dims().get(1).keys()).values());
    assertEquals(PatternDim.Kind.MERGE, p.dims().get(2).kind());
    assertEquals("https://host/10/r1i1p1f1/1982-01", p.url(p.position(74)));
  }

  @Test
  void countsFilesWithoutKeys() {
    FilePattern p =
        FeedstockTexts.good(
                "pattern: {files: [b.nc, /a.nc, \"gs://x/c.nc\"], dims: [{concat: time}]}")
            .pattern();
    assertEquals(new Keys.Range(0, 2, 1), p.dims().get(0).keys());
    assertEquals("/folder/b.nc", p.url(p.position(0)));
    assertEquals("/a.nc", p.url(p.position(1)));
    assertEquals("gs://x/c.nc", p.url(p.position(2)));
  }

  @Test
  void checksumsOfWhatIsNoFileAreRefused() {
    String access = "access: {checksums: {sidecar: \"{url}.md5\"}}";
    for (String format : List.of("opendap", "zarr")) {
      String recipe =
          FeedstockTexts.recipe("pattern: {url: a, format: " + format + ", " + access + "}");
      String found = FeedstockTexts.problems(recipe).toString();
      assertTrue(found.contains("leave checksums out"), found);
    }
    FeedstockTexts.good("pattern: {url: a, format: netcdf4, " + access + "}");
    for (String named :
        List.of(
            "url: \"https://host/{n}.zarr\", dims: [{concat: n, keys: [1, 2]}]",
            "url: [\"dods://host/{n}.nc\", \"https://host/{n}.nc\"], dims: [{concat: n, keys: [1]}]",
            "files: [a.nc, b.zarr/], dims: [{concat: time}]")) {
      String found =
          FeedstockTexts.problems(FeedstockTexts.recipe("pattern: {" + named + ", " + access + "}"))
              .toString();
      assertTrue(found.contains("leave checksums out"), named + ": " + found);
      FeedstockTexts.good("pattern: {" + named + "}");
    }
    FeedstockTexts.good("pattern: {url: \"https://host/a.zarr.zip\", " + access + "}");
  }

  @Test
  void takesAGlobWithOneKeyUntilItIsResolved() {
    FilePattern p =
        FeedstockTexts.good("pattern: {glob: d/*.nc, dims: [{concat: time}]}").pattern();
    assertEquals(new Urls.Glob("/folder/d/*.nc"), p.urls());
    assertEquals(new Keys.Range(0, 0, 1), p.dims().get(0).keys());
    FilePattern resolved = Urls.Glob.resolve(p, List.of("/x/1.nc", "/x/2.nc"));
    assertEquals("/x/2.nc", resolved.url(resolved.position(1)));
  }

  @Test
  void takesRelativePathsFromTheFeedstocksFolder() {
    String text =
        FeedstockTexts.recipe("pattern: {url: \"./d/{n}.nc\", dims: [{concat: n, keys: [1, 2]}]}");
    assertEquals("/a/{b}/d/2.nc", second("/a/{b}/f.yaml", text));
    assertEquals("gs://bucket/x/d/2.nc", second("gs://bucket/x/f.yaml", text));
    String above = text.replace("./d", "../d");
    assertEquals("/a/d/2.nc", second("/a/b/f.yaml", above));
    assertEquals("gs://bucket/d/2.nc", second("gs://bucket/x/f.yaml", above));
    assertEquals("gs://bucket/d/2.nc", second("gs://bucket/f.yaml", above));
    assertEquals("/d/2.nc", second("/f.yaml", above));
    assertEquals(
        java.nio.file.Path.of("d/2.nc").toAbsolutePath().toString(), second("f.yaml", text));
  }

  private static String second(String file, String text) {
    Feedstock feedstock =
        Objects.requireNonNull(FeedstockReader.read(file, text, List.of()).feedstock());
    FilePattern p = feedstock.recipes().get(0).pattern();
    return p.url(p.position(1));
  }

  @Test
  void placesTemplateProblemsAtTheirColumns() {
    FeedstockTexts.wrong(
        "pattern: {url: \"https://host/{tim:%Y}/{v}\", dims: [{concat: time, keys: [1]}]}",
        "8:35: 'tim' is not a dimension of the pattern (did you mean 'time'?)",
        "8:44: 'v' is not a dimension of the pattern (dimensions: time)");
    FeedstockTexts.wrong(
        "pattern:\n  url: https://host/{x:%Q}\n  dims: []",
        "9:28: unknown date field '%Q' (known: %Y %y %m %d %j %H %I %M %S %p %b %B %a %A %G %V"
            + " %%)");
    FeedstockTexts.wrong(
        "pattern: {url: \"a{\"}", "8:22: '{' without '}' (close it, or write {{ for a brace)");
    FeedstockTexts.wrong(
        "pattern: {url: \"a/{x}.nc\"}",
        "8:24: 'x' is not a dimension of the pattern (the pattern has no dimensions; add one, or"
            + " write {{ for a brace)");
  }

  @Test
  void tellsFormatsThatDoNotFitTheKeys() {
    FeedstockTexts.wrong(
        "pattern: {url: \"{time}\", dims: [{concat: time, dates: {start: 1981, end: 1982, step:"
            + " P1Y}}]}",
        "8:22: 'time' is written as a text or number, but a key is 1981-01-01T00:00 (expected a"
            + " text or number; dates need a format such as %Y%m%d)");
    FeedstockTexts.wrong(
        "pattern: {url: \"{n:03d}\", dims: [{concat: n, keys: [1, a]}]}",
        "8:22: 'n' is written as an integer, but a key is a (expected an integer)");
  }

  @Test
  void tellsDimensionsThatDoNotTellFilesApart() {
    FeedstockTexts.wrong(
        "pattern: {url: a.nc, dims: [{merge: v, keys: [a, b]}]}",
        "8:41: dimension 'v' has 2 keys, but is not in the URL (write {v} where the url"
            + " differs)");
    FeedstockTexts.wrong(
        "pattern: {url: \"{t:%Y%m}\", dims: [{concat: t, dates: {start: 1981, end: 1982, step:"
            + " P1D}}]}",
        "8:48: the first two keys of 't' (1981-01-01T00:00, 1981-01-02T00:00) give one file: its"
            + " format is coarser than its step");
    assertEquals(
        1,
        FeedstockTexts.good("pattern: {url: a.nc, dims: [{concat: t, keys: [x]}]}")
            .pattern()
            .size());
  }

  @Test
  void tellsUnknownKeysOfADimension() {
    FeedstockTexts.wrong(
        "pattern:\n  url: a.nc\n  dims:\n    - {concta: time, keys: [1]}",
        "11:12: unknown key 'concta' in 'dims' (did you mean 'concat'?)");
  }

  @Test
  void tellsKeysThatAreMissingOrWrong() {
    FeedstockTexts.wrong(
        "pattern: {url: \"{n}\", dims: [{concat: n}]}",
        "8:34: dimension 'n' has no keys (add dates: {start, end, step}, range: {start, stop} or"
            + " keys: [a, b])");
    FeedstockTexts.wrong(
        "pattern: {url: \"{n}\", dims: [{concat: n, keys: [01, 2, 2]}]}",
        "8:53: key 01 is the number 1 in YAML (quote it (\"01\"), or pad in the URL ({name:02d}))",
        "8:60: key 2 is given twice (remove one)");
    FeedstockTexts.wrong(
        "pattern: {url: \"{n}\", dims: [{concat: n, range: {start: 3, stop: 1}}]}",
        "8:53: no number from 3 to 1 by 1");
    FeedstockTexts.wrong(
        "pattern: {url: \"{t:%Y}\", dims: [{concat: t, dates: {start: 1983, end: 1982, step:"
            + " P1Y}}]}",
        "8:56: dates end (1982-01-01T00:00) before they start (1983-01-01T00:00)");
    FeedstockTexts.wrong(
        "pattern: {url: \"{n}\", dims: [{concat: n, keys: [1]}, {merge: n, keys: [2]}]}",
        "8:66: two dimensions have the name 'n'");
  }

  @Test
  void tellsFilesThatDoNotMatchTheDimensions() {
    FeedstockTexts.wrong(
        "pattern: {files: [a, b], dims: []}",
        "8:22: 2 files, but no dimension along which they follow each other (add dims: [{concat:"
            + " time}])");
    FeedstockTexts.wrong(
        "pattern: {files: [a, b], dims: [{concat: t, keys: [1, 2, 3]}]}",
        "8:22: 2 files for 3 positions");
    FeedstockTexts.wrong(
        "pattern: {glob: \"*.nc\", dims: [{concat: t, keys: [1]}]}",
        "8:48: 'keys' cannot be used with a glob, whose files are only known when it is looked at"
            + " (remove it, or write a url with {name})");
  }

  @Test
  void refusesSecretsAndUnknownSchemes() {
    FeedstockTexts.wrong(
        "pattern: {url: \"https://me:word@host/a\"}",
        "8:20: the user name or password in this URL may be a secret, which must not stand in a"
            + " feedstock (write access: {auth: NAME}, which the bakery binds to the secret)");
    for (String url :
        new String[] {"ftp://me@host/a", "sftp://me:word@host/a", "sftp://:word@host/a"}) {
      FeedstockTexts.wrong(
          "pattern: {url: \"" + url + "\"}",
          "8:20: the user name or password in this URL may be a secret, which must not stand in a"
              + " feedstock (write access: {auth: NAME}, which the bakery binds to the secret)");
    }
    FeedstockTexts.wrong(
        "pattern: {url: a, access: {headers: {Authorization: Bearer x}}}",
        "8:42: header 'Authorization' may carry a secret, which must not stand here (write access:"
            + " {auth: NAME}, which the bakery binds to the secret; headers that may stand here:"
            + " accept, accept-language, cache-control, from, referer, user-agent)");
    FeedstockTexts.wrong(
        "pattern: {url: \"htps://host/a\"}",
        "8:20: no files can be read from 'htps://' (did you mean 'https'?)");
    FeedstockTexts.wrong(
        "pattern: {url: \"file://a/b\"}",
        "8:20: 'file://a/b': expected file:///absolute/path or a path without file://");
  }
}
