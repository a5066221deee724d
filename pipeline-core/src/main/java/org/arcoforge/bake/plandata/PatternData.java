package org.arcoforge.bake.plandata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.Checksums;
import org.arcoforge.pattern.DateText;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.OpenEnd;
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
  private static final String DATES = "dates";
  private static final String OPEN = "open";
  private static final String TAKEN = "taken";

  private PatternData() {}

  static Map<String, Object> write(FilePattern pattern) {
    Map<String, Object> data = new LinkedHashMap<>(RecipeValues.of(pattern));
    List<Map<String, Object>> dims = new ArrayList<>();
    List<?> written = (List<?>) Objects.requireNonNull(data.get("dims"));
    for (int d = 0; d < written.size(); d++) {
      Map<String, Object> dim = new LinkedHashMap<>();
      ((Map<?, ?>) written.get(d)).forEach((key, value) -> dim.put(String.valueOf(key), value));
      if (pattern.dims().get(d).keys() instanceof Keys.Dates dates && dates.open() != null) {
        dim.put(DATES, frozen(dates, dates.open()));
      }
      dims.add(dim);
    }
    data.put("dims", dims);
    if (pattern.urls() instanceof Urls.Alternatives several && !several.taken().isEmpty()) {
      Map<String, Object> taken = new LinkedHashMap<>();
      for (int k = 1; k < several.templates().size(); k++) {
        int alternative = k;
        taken.put(
            Integer.toString(k),
            NumberRuns.write(
                several.taken().entrySet().stream()
                    .filter(e -> e.getValue() == alternative)
                    .mapToLong(Map.Entry::getKey)
                    .toArray()));
      }
      data.put(TAKEN, taken);
    }
    return data;
  }

  private static Map<String, Object> frozen(Keys.Dates dates, OpenEnd open) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("start", DateText.text(dates.start()));
    rule.put("end", DateText.text(dates.end()));
    rule.put("step", dates.step().toString());
    rule.put(OPEN, open.text());
    return rule;
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
    if (in.has("url") && in.value("url") instanceof List<?>) {
      Map<Long, Integer> taken = new TreeMap<>();
      List<UrlTemplate> templates = in.texts("url").stream().map(UrlTemplate::parse).toList();
      Members runs = in.membersOrNone(TAKEN);
      for (int k = 1; k < templates.size(); k++) {
        for (long position : NumberRuns.read(runs, Integer.toString(k))) {
          taken.put(position, k);
        }
      }
      return new Urls.Alternatives(templates, taken);
    }
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
    if (in.has(DATES)) {
      Members dates = in.members(DATES);
      return new Keys.Dates(
          DateText.date(dates.text("start")),
          DateText.date(dates.text("end")),
          DateText.step(dates.text("step")),
          dates.has(OPEN) ? OpenEnd.of(dates.text(OPEN)) : null);
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
        new LinkedHashSet<>(in.texts("public_query")),
        checksums(in.membersOrNone("checksums")));
  }

  private static Checksums checksums(Members in) {
    Map<String, Checksums.Digest> files = new LinkedHashMap<>();
    Members named = in.membersOrNone("files");
    for (String name : named.keys()) {
      files.put(name, Checksums.Digest.parse(named.text(name)).orElseThrow());
    }
    return new Checksums(in.text("sidecar", ""), in.text("manifest", ""), files);
  }
}
