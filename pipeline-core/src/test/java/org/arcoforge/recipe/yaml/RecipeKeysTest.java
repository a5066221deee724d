package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.SourceTree;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.yaml.Shape;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The page of recipe keys says what the reader takes, and its examples are taken by it. */
class RecipeKeysTest {
  private static final Pattern TABLE =
      Pattern.compile("<!-- keys: (\\w+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(id: .*?)```", Pattern.DOTALL);

  private static Path page() {
    return SourceTree.repository().resolve("pipeline-core/docs/recipe-keys.md");
  }

  /** Written anew by {@code mvn test -Dtest=RecipeKeysTest -Dwrite.keys=true}. */
  @Test
  void theTablesAreThoseOfTheReader() throws IOException {
    String text = Files.readString(page());
    Matcher tables = TABLE.matcher(text);
    StringBuilder wanted = new StringBuilder();
    int found = 0;
    while (tables.find()) {
      found++;
      tables.appendReplacement(
          wanted,
          Matcher.quoteReplacement(
              "<!-- keys: "
                  + tables.group(1)
                  + " -->\n"
                  + KeyTable.of(tables.group(1))
                  + "<!-- end -->"));
    }
    tables.appendTail(wanted);
    assertEquals(6, found);
    if (System.getProperty("write.keys") != null) {
      Files.writeString(page(), wanted);
    }
    assertEquals(wanted.toString(), Files.readString(page()));
  }

  /** What a recipe that says nothing is written out as. */
  @Test
  void theDefaultsAreThoseThatAreBuilt() {
    Recipe plain = FeedstockTexts.good("pattern: {url: a.nc}");
    Map<String, Object> target = new LinkedHashMap<>(RecipeWriter.target(plain.target()));
    target.put("write_empty_chunks", plain.target().writeEmptyChunks());
    Load load = new Load(LoadSettings.builder().build());
    int found = 0;
    for (Map.Entry<String, String> row : KeyTable.DEFAULTS.entrySet()) {
      String[] names = row.getKey().split("\\.", -1);
      boolean ofTarget = names[0].equals("target");
      if (names.length == 2 && (ofTarget || names[0].equals("policies"))) {
        Object built = (ofTarget ? target : RecipeWriter.policies(plain.policies())).get(names[1]);
        if (built != null && !names[1].equals("chunks")) {
          found++;
          Object written = load.loadFromString(row.getValue().replace("`", ""));
          assertEquals(written, built, row.getKey());
        }
      }
    }
    assertEquals(12, found);
  }

  @Test
  void everyExampleIsAFeedstockWithoutProblems() throws IOException {
    Matcher examples = EXAMPLE.matcher(Files.readString(page()));
    int found = 0;
    while (examples.find()) {
      found++;
      assertEquals(List.of(), FeedstockTexts.problems(examples.group(1)), examples.group(1));
    }
    assertEquals(7, found);
  }

  /** Rows of one table: a key, its type, default and meaning. */
  private static final class KeyTable {
    private static final Map<String, String> DEFAULTS = defaults();
    private final StringBuilder rows = new StringBuilder();

    private static Map<String, String> defaults() {
      Map<String, String> d = new LinkedHashMap<>();
      d.put("pattern.format", "`auto`");
      d.put("pattern.group", "`/`");
      d.put("pattern.dims", "`[]`");
      d.put("pattern.access.concurrency_per_host", "8");
      d.put("pattern.dims[].range.step", "1");
      d.put("transforms", "`[]`");
      d.put("target.chunks", "`auto`: about 100 MB");
      d.put("target.zarr_format", "3");
      d.put("target.codec", "`{name: blosc, cname: lz4, clevel: 5, shuffle: shuffle}`");
      d.put("target.codec.cname", "`lz4`");
      d.put("target.codec.clevel", "5");
      d.put("target.codec.shuffle", "`shuffle`");
      d.put("target.codec.level", "3 of zstd, 5 of gzip");
      d.put("target.encoding.NAME.codec", "`target.codec`");
      d.put("target.encoding.NAME.codec.cname", "`lz4`");
      d.put("target.encoding.NAME.codec.clevel", "5");
      d.put("target.encoding.NAME.codec.shuffle", "`shuffle`");
      d.put("target.encoding.NAME.codec.level", "3 of zstd, 5 of gzip");
      d.put("target.encoding.NAME.dtype", "that of the files");
      d.put("target.encoding.NAME.fill_value", "that of the files");
      d.put("target.encoding.NAME.chunks", "`target.chunks`");
      d.put("policies.allow_unused_files", "`false`");
      d.put("target.write_empty_chunks", "`true`");
      d.put("target.mode", "`create`");
      d.put("policies.attributes", "`drop_conflicts`");
      d.put("policies.coordinates", "`exact`");
      d.put("policies.order", "`error`");
      d.put("policies.packing", "`auto`");
      d.put("policies.missing_files", "`error`");
      d.put("policies.missing_files.limit", "no limit");
      d.put("policies.missing_variables", "`error`");
      d.put("policies.changed_sources", "`new-version`");
      return d;
    }

    static String of(String name) {
      KeyTable table = new KeyTable();
      table.rows.append("| key | type | default | meaning |\n|---|---|---|---|\n");
      Shape.Keyed recipe = FeedstockShapes.recipe();
      switch (name) {
        case "feedstock" -> table.keys(FeedstockShapes.feedstock(), "", List.of("recipes"));
        case "recipe" -> table.keys(recipe, "", List.of("pattern", "target", "policies"));
        case "transforms" -> table.transforms();
        default -> table.add(java.util.Objects.requireNonNull(recipe.key(name)).shape(), name);
      }
      return table.rows.toString();
    }

    private void transforms() {
      for (Shape shape : ((Shape.Either) TransformKind.any()).shapes()) {
        if (shape instanceof Shape.Keyed kinds) {
          for (Shape.Key key : kinds.keys()) {
            row(key.name(), key, "none");
          }
        }
      }
    }

    private void keys(Shape.Keyed mapping, String path, List<String> without) {
      for (Shape.Key key : mapping.keys()) {
        String at = path.isEmpty() ? key.name() : path + "." + key.name();
        boolean list = key.shape() instanceof Shape.ListOf;
        String standard = DEFAULTS.getOrDefault(at, "none");
        if (rows.indexOf("| `" + at + "` |") < 0) {
          row(at, key, key.required() ? "required" : standard);
        }
        if (!without.contains(key.name()) && !key.name().equals("transforms")) {
          add(key.shape(), list ? at + "[]" : at);
        }
      }
    }

    private void row(String at, Shape.Key key, String standard) {
      rows.append("| `")
          .append(at)
          .append("` | ")
          .append(cell(key.shape().expected()))
          .append(" | ")
          .append(standard)
          .append(" | ")
          .append(cell(key.doc()))
          .append(" |\n");
    }

    /** Mappings within, of whatever form. */
    private void add(Shape shape, String path) {
      if (shape instanceof Shape.Keyed mapping) {
        keys(mapping, path, List.of());
      } else if (shape instanceof Shape.ListOf list) {
        add(list.element(), path.endsWith("[]") ? path : path + "[]");
      } else if (shape instanceof Shape.MapOf map) {
        add(map.value(), path + ".NAME");
      } else if (shape instanceof Shape.Either either) {
        either.shapes().forEach(s -> add(s, path));
      } else if (shape instanceof Shape.WhenKey when) {
        add(when.then(), path);
        add(when.otherwise(), path);
      } else if (shape instanceof Shape.Tagged tagged) {
        tagged.variants().values().forEach(v -> add(v, path));
      }
    }

    private static String cell(String text) {
      return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
  }
}
