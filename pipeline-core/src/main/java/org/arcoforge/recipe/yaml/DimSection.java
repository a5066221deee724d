package org.arcoforge.recipe.yaml;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.arcoforge.pattern.DateText;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.OpenEnd;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads one dimension of a pattern. */
final class DimSection {
  private DimSection() {}

  /** Returns the place of the name, whichever kind it is. */
  static Optional<Yaml> name(Yaml dim) {
    return dim.get("concat")
        .or(() -> dim.get("merge"))
        .map(y -> y.kind() == Yaml.Kind.LIST && !y.items().isEmpty() ? y.items().get(0) : y)
        .filter(y -> y.kind() == Yaml.Kind.TEXT);
  }

  /** The places of further dimensions of the data. */
  static List<Yaml> also(Yaml dim) {
    List<Yaml> all =
        dim.get("concat")
            .filter(y -> y.kind() == Yaml.Kind.LIST)
            .map(Yaml::items)
            .orElse(List.of());
    return all.isEmpty() ? all : all.subList(1, all.size());
  }

  /**
   * Returns the dimension; null if something is wrong with it, which is told.
   *
   * @param counted keys where none are written; null if they must be written
   */
  static @Nullable PatternDim read(Yaml dim, @Nullable Keys counted) {
    Yaml name = name(dim).orElse(null);
    if (!dim.sound() || name == null) {
      return null;
    }
    Keys keys = keys(dim, counted);
    if (keys == null) {
      return null;
    }
    boolean concat = dim.get("concat").isPresent();
    PatternDim.Kind kind = concat ? PatternDim.Kind.CONCAT : PatternDim.Kind.MERGE;
    return dim.attempt(
        () ->
            new PatternDim(
                name.raw(),
                kind,
                keys,
                dim.integer("items_per_file", 0),
                also(dim).stream().map(Yaml::raw).toList()));
  }

  private static @Nullable Keys keys(Yaml dim, @Nullable Keys counted) {
    Yaml dates = dim.get("dates").orElse(null);
    if (dates != null) {
      return dates(dates);
    }
    Yaml range = dim.get("range").orElse(null);
    if (range != null) {
      return range.attempt(
          () ->
              new Keys.Range(
                  range.integer("start", 0), range.integer("stop", 0), range.integer("step", 1)));
    }
    Yaml list = dim.get("keys").orElse(null);
    if (list != null) {
      return values(list);
    }
    if (counted == null) {
      dim.problem(
          "dimension '" + name(dim).map(Yaml::raw).orElse("") + "' has no keys",
          "add dates: {start, end, step}, range: {start, stop} or keys: [a, b]");
    }
    return counted;
  }

  private static @Nullable Keys dates(Yaml yaml) {
    Yaml start = yaml.get("start").orElseThrow();
    Yaml end = yaml.get("end").orElseThrow();
    Yaml step = yaml.get("step").orElseThrow();
    var first = start.attempt(() -> DateText.date(start.raw()));
    OpenEnd open = open(end);
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC); // a bake has its own
    var last = open != null ? open.at(now) : end.attempt(() -> DateText.date(end.raw()));
    var amount = step.attempt(() -> DateText.step(step.raw()));
    if (first == null || last == null || amount == null) {
      return null;
    }
    return yaml.attempt(() -> new Keys.Dates(first, last, amount, open));
  }

  /** The end that follows from when the bake begins; null if it is a date. */
  private static @Nullable OpenEnd open(Yaml end) {
    if (end.kind() == Yaml.Kind.TEXT && end.raw().equals("now")) {
      return OpenEnd.NOW;
    }
    return end.get("now").map(y -> y.attempt(() -> OpenEnd.of(y.raw()))).orElse(null);
  }

  private static @Nullable Keys values(Yaml list) {
    List<Object> values = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    boolean good = true;
    for (Yaml item : list.items()) {
      if (item.raw().matches("[+-]?0\\d+") && item.kind() == Yaml.Kind.INTEGER) {
        item.problem(
            "key " + item.raw() + " is the number " + item.integer() + " in YAML",
            "quote it (\""
                + item.raw()
                + "\"), or pad in the URL ({name:0"
                + item.raw().length()
                + "d})");
        good = false;
      } else if (!seen.add(item.scalar())) {
        item.problem("key " + item.raw() + " is given twice", "remove one");
        good = false;
      }
      values.add(item.scalar());
    }
    return good ? new Keys.Values(values) : null;
  }
}
