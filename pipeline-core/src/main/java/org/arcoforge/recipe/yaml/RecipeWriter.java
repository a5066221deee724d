package org.arcoforge.recipe.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.DateText;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.OpenEnd;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.UrlTemplate;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.VariableEncoding;
import org.arcoforge.yaml.Shape.ByteSize;

/**
 * Writes a recipe, wherever it comes from, as the inline YAML of a feedstock. Target and policies
 * are written in full, defaults too; {@link FeedstockReader#readRecipe} gives an equal recipe back,
 * but for what may be a secret: user names, values of headers other than those a feedstock may
 * have, and of query keys that the recipe does not call public, are {@code ***}.
 */
public final class RecipeWriter {
  private RecipeWriter() {}

  /** Returns all policies in the words of a recipe, the defaults too. */
  public static Map<String, Object> policies(Policies policies) {
    return PolicySection.write(policies);
  }

  /**
   * Returns the recipe as a YAML mapping of {@code id}, {@code pattern}, … with a final newline.
   */
  public static String write(Recipe recipe) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("id", recipe.id());
    keys.put("pattern", pattern(recipe.pattern().redacted()));
    if (!recipe.transforms().isEmpty()) {
      keys.put("transforms", recipe.transforms().stream().map(TransformKind::write).toList());
    }
    keys.put("target", target(recipe.target()));
    keys.put("policies", PolicySection.write(recipe.policies()));
    return YamlText.write(keys);
  }

  static Map<String, Object> pattern(FilePattern pattern) {
    Map<String, Object> keys = new LinkedHashMap<>();
    Urls urls = pattern.urls();
    if (urls instanceof Urls.Template template) {
      keys.put("url", template.template().text());
    } else if (urls instanceof Urls.Alternatives alternatives) {
      keys.put("url", alternatives.templates().stream().map(UrlTemplate::text).toList());
    } else if (urls instanceof Urls.Files files) {
      keys.put("files", files.files());
    } else if (urls instanceof Urls.Glob glob) {
      keys.put("glob", glob.glob());
    }
    keys.put("format", pattern.format());
    keys.put("group", pattern.group());
    if (!pattern.filterByKeys().isEmpty()) {
      keys.put("filter_by_keys", pattern.filterByKeys());
    }
    keys.put("dims", pattern.dims().stream().map(dim -> dim(dim, pattern)).toList());
    if (!pattern.access().equals(Access.open())) {
      keys.put("access", access(pattern.access()));
    }
    return keys;
  }

  private static Map<String, Object> dim(PatternDim dim, FilePattern pattern) {
    Map<String, Object> keys = new LinkedHashMap<>();
    List<String> along = new ArrayList<>(List.of(dim.name()));
    along.addAll(dim.also());
    keys.put(PolicySection.word(dim.kind()), dim.also().isEmpty() ? dim.name() : along);
    if (dim.keys() instanceof Keys.Dates dates) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("start", DateText.text(dates.start()));
      rule.put("end", end(dates));
      rule.put("step", dates.step().toString());
      keys.put("dates", rule);
    } else if (dim.keys() instanceof Keys.Range range) {
      // The keys of a glob are not written: they are counted when it is resolved.
      if (!(pattern.urls() instanceof Urls.Glob)) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("start", range.start());
        rule.put("stop", range.stop());
        rule.put("step", range.step());
        keys.put("range", rule);
      }
    } else if (dim.keys() instanceof Keys.Values values) {
      keys.put("keys", values.values());
    }
    if (dim.itemsPerFile() > 0) {
      keys.put("items_per_file", dim.itemsPerFile());
    }
    return keys;
  }

  private static Object end(Keys.Dates dates) {
    OpenEnd open = dates.open();
    if (open == null) {
      return DateText.text(dates.end());
    }
    return open.isNow() ? "now" : Map.of("now", open.text());
  }

  private static Map<String, Object> access(Access access) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (!access.headers().isEmpty()) {
      keys.put("headers", access.headers());
    }
    if (!access.auth().isEmpty()) {
      keys.put("auth", access.auth());
    }
    keys.put("concurrency_per_host", access.concurrencyPerHost());
    if (!access.publicQuery().isEmpty()) {
      keys.put("public_query", List.copyOf(access.publicQuery()));
    }
    if (!access.checksums().isNone()) {
      keys.put("checksums", ChecksumSection.write(access.checksums()));
    }
    return keys;
  }

  static Map<String, Object> target(Target target) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(
        "chunks",
        target.chunks().isEmpty()
            ? Map.of("auto", ByteSize.text(target.autoChunkBytes()))
            : target.chunks());
    if (!target.shards().isEmpty()) {
      keys.put("shards", target.shards());
    }
    keys.put("zarr_format", target.zarrFormat());
    keys.put("codec", CodecSection.write(target.codec()));
    if (!target.encoding().isEmpty()) {
      Map<String, Object> encodings = new LinkedHashMap<>();
      target.encoding().forEach((variable, e) -> encodings.put(variable, encoding(e)));
      keys.put("encoding", encodings);
    }
    if (!target.writeEmptyChunks()) {
      keys.put("write_empty_chunks", false);
    }
    keys.put("mode", PolicySection.word(target.mode()));
    if (target.keep() != null) {
      keys.put("keep", target.keep().plain());
    }
    return keys;
  }

  private static Map<String, Object> encoding(VariableEncoding encoding) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (encoding.codec() != null) {
      keys.put("codec", CodecSection.write(encoding.codec()));
    }
    if (encoding.dtype() != null) {
      keys.put("dtype", encoding.dtype().id());
    }
    if (encoding.fillValue() != null) {
      keys.put("fill_value", encoding.fillValue());
    }
    if (encoding.chunks() != null) {
      keys.put("chunks", encoding.chunks());
    }
    return keys;
  }

  /** Returns the recipe as an entry of a feedstock's list of recipes, indented by two. */
  public static String writeEntry(Recipe recipe) {
    List<String> lines = write(recipe).lines().toList();
    StringBuilder entry = new StringBuilder();
    String before = "  - ";
    for (String line : lines) {
      entry.append(before).append(line).append('\n');
      before = "    ";
    }
    return entry.toString();
  }
}
