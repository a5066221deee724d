package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.DateText;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.UrlTemplate;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.yaml.RecipeValues;

/**
 * Converts a resolved pattern to and from plain values, in the words of a feedstock. It is read
 * here and not as a feedstock's text is, because it may hold a million URLs, which no author has to
 * be told about line by line.
 */
final class PatternData {
  private static final String ACCESS = "access";
  private static final String FILTER = "filter_by_keys";
  private static final String MERGE = "merge";
  private static final String CONCAT = "concat";

  private PatternData() {}

  static Map<String, Object> write(FilePattern pattern) {
    return RecipeValues.of(pattern);
  }

  static FilePattern read(Members in) {
    List<PatternDim> dims = new ArrayList<>();
    in.each("dims").forEach(dim -> dims.add(dim(dim)));
    Map<String, Object> filter = new LinkedHashMap<>();
    Members keys = in.membersOrNone(FILTER);
    keys.keys().forEach(key -> filter.put(key, keys.value(key)));
    return FilePattern.builder()
        .urls(urls(in))
        .dims(dims)
        .format(in.text("format"))
        .group(in.text("group"))
        .filterByKeys(filter)
        .access(in.has(ACCESS) ? access(in.members(ACCESS)) : Access.open())
        .build();
  }

  private static Urls urls(Members in) {
    if (in.has("url")) {
      return new Urls.Template(UrlTemplate.parse(in.text("url")));
    }
    if (in.has("files")) {
      return new Urls.Files(in.texts("files"));
    }
    throw new IllegalArgumentException(
        "expected url or files at " + in.place("") + ", found " + in.keys());
  }

  private static PatternDim dim(Members in) {
    boolean merge = in.has(MERGE);
    if (!merge && in.value(CONCAT) instanceof List<?>) {
      List<String> names = in.texts(CONCAT);
      return new PatternDim(
          names.get(0), PatternDim.Kind.CONCAT, keys(in), 0, names.subList(1, names.size()));
    }
    return new PatternDim(
        in.text(merge ? MERGE : CONCAT),
        merge ? PatternDim.Kind.MERGE : PatternDim.Kind.CONCAT,
        keys(in),
        in.whole("items_per_file", 0));
  }

  private static Keys keys(Members in) {
    if (in.has("dates")) {
      Members dates = in.members("dates");
      return new Keys.Dates(
          DateText.date(dates.text("start")),
          DateText.date(dates.text("end")),
          DateText.step(dates.text("step")));
    }
    if (in.has("range")) {
      Members range = in.members("range");
      return new Keys.Range(range.whole("start"), range.whole("stop"), range.whole("step"));
    }
    return new Keys.Values(List.copyOf(in.list("keys")));
  }

  private static Access access(Members in) {
    Map<String, String> headers = new LinkedHashMap<>();
    Members named = in.membersOrNone("headers");
    named.keys().forEach(name -> headers.put(name, named.text(name)));
    return new Access(
        headers,
        in.text("auth", ""),
        Math.toIntExact(in.whole("concurrency_per_host")),
        new LinkedHashSet<>(in.texts("public_query")));
  }
}
