package org.arcoforge.recipe.yaml;

import static org.arcoforge.yaml.Shape.choice;
import static org.arcoforge.yaml.Shape.keyed;
import static org.arcoforge.yaml.Shape.list;
import static org.arcoforge.yaml.Shape.optional;
import static org.arcoforge.yaml.Shape.required;
import static org.arcoforge.yaml.Shape.whole;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.arcoforge.recipe.IndexSelection;
import org.arcoforge.recipe.LabelSelection;
import org.arcoforge.recipe.Transform;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Yaml;

/** Lists how transforms of dimensions are written in a feedstock. */
final class DimensionKinds {
  private static final Shape INDEX = whole("a whole number", Long.MIN_VALUE, Long.MAX_VALUE);
  private static final Shape INDICES =
      new Shape.Either(
          "an index, a list of indices, or {start, stop, step}",
          List.of(
              INDEX,
              list(INDEX),
              keyed(
                  "{start, stop, step}",
                  optional("start", INDEX, "first index, from the end if negative"),
                  optional("stop", INDEX, "index after the last"),
                  optional(
                      "step",
                      new Shape.Whole(
                          "a whole number, not 0", Long.MIN_VALUE, Long.MAX_VALUE, false),
                      "1 by default; negative: backwards"))));
  private static final Shape LABEL = new Shape.Scalar("a text, number or boolean");
  private static final Shape LABEL_OR_LABELS =
      new Shape.Either("a value or a list of values", List.of(LABEL, list(LABEL)));
  private static final Shape LABELS =
      new Shape.Either(
          "a value, a list of values, or {start, stop}",
          List.of(
              LABEL,
              list(LABEL),
              new Shape.WhenKey(
                  "{start, stop, step} or {value, method}",
                  "value",
                  keyed(
                      "{value, method, tolerance}",
                      required("value", LABEL_OR_LABELS, "what to be near to"),
                      required("method", choice("nearest"), "nearest"),
                      optional(
                          "tolerance",
                          new Shape.Decimal("a number from 0", 0),
                          "the greatest distance, in the coordinate's units")),
                  keyed(
                      "{start, stop, step}",
                      optional("start", LABEL, "first value, included"),
                      optional("stop", LABEL, "last value, included"),
                      optional(
                          "step",
                          whole("a whole number from 1", 1, Long.MAX_VALUE),
                          "of these every n-th element")))));

  static final TransformKind<Transform.Squeeze> SQUEEZE =
      new TransformKind<Transform.Squeeze>(
              "squeeze",
              "take these dimensions of length 1 away; 'squeeze' alone: all of them",
              VariableKinds.NAMES,
              y -> new Transform.Squeeze(VariableKinds.names(y)),
              Transform.Squeeze::dimensions)
          .withBare(new Transform.Squeeze(List.of()));

  static final TransformKind<Transform.Isel> ISEL =
      new TransformKind<>(
          "isel",
          "select elements of dimensions by number from 0, as Python does; one number takes the"
              + " dimension away",
          new Shape.MapOf("indices by dimension such as {lev: 0}", INDICES, 1),
          y -> new Transform.Isel(each(y, DimensionKinds::index)),
          t -> writtenEach(t.dimensions(), DimensionKinds::written));

  static final TransformKind<Transform.Sel> SEL =
      new TransformKind<>(
          "sel",
          "select elements of dimensions by values of their coordinates (numbers, texts, ISO"
              + " dates); the ends of a range are included; one value takes the dimension away",
          new Shape.MapOf("values by dimension such as {lev: 500}", LABELS, 1),
          y -> new Transform.Sel(each(y, DimensionKinds::label)),
          t -> writtenEach(t.dimensions(), DimensionKinds::written));

  static final TransformKind<Transform.Sort> SORT =
      new TransformKind<>(
          "sort",
          "sort dimensions by their coordinates",
          new Shape.MapOf(
              "directions by dimension such as {lat: descending}",
              choice("ascending", "descending"),
              1),
          y -> new Transform.Sort(each(y, d -> d.raw().equals("ascending"))),
          t -> writtenEach(t.ascending(), up -> up ? "ascending" : "descending"));

  static final TransformKind<Transform.RollLongitude> ROLL_LONGITUDE =
      new TransformKind<>(
          "roll_longitude",
          "write longitudes from this westernmost one to 360 degrees further east, and begin"
              + " with it",
          new Shape.MapOf(
              "the westernmost longitude by variable such as {lon: -180}",
              new Shape.Decimal("degrees", Double.NEGATIVE_INFINITY),
              1),
          y -> new Transform.RollLongitude(each(y, Yaml::number)),
          t -> writtenEach(t.west(), west -> west));

  static final TransformKind<Transform.Transpose> TRANSPOSE =
      new TransformKind<>(
          "transpose",
          "the order of dimensions, slowest first; '...' stands for those not named",
          VariableKinds.NAMES,
          y -> new Transform.Transpose(VariableKinds.names(y)),
          Transform.Transpose::dimensions);

  static final List<TransformKind<?>> ALL =
      List.of(SQUEEZE, ISEL, SEL, SORT, ROLL_LONGITUDE, TRANSPOSE);

  private DimensionKinds() {}

  /** Returns a map of what each value of a mapping means. */
  static <V> Map<String, V> each(Yaml yaml, Function<Yaml, V> read) {
    Map<String, V> map = new LinkedHashMap<>();
    yaml.map().forEach((name, value) -> map.put(name, read.apply(value)));
    return map;
  }

  static <V> Map<String, Object> writtenEach(Map<String, V> map, Function<V, Object> write) {
    Map<String, Object> keys = new LinkedHashMap<>();
    map.forEach((name, value) -> keys.put(name, write.apply(value)));
    return keys;
  }

  private static IndexSelection index(Yaml yaml) {
    return switch (yaml.kind()) {
      case LIST -> new IndexSelection.Several(yaml.items().stream().map(Yaml::integer).toList());
      case MAPPING ->
          new IndexSelection.Slice(
              yaml.get("start").map(Yaml::integer).orElse(null),
              yaml.get("stop").map(Yaml::integer).orElse(null),
              yaml.get("step").map(Yaml::integer).orElse(null));
      default -> new IndexSelection.One(yaml.integer());
    };
  }

  private static Object written(IndexSelection selection) {
    if (selection instanceof IndexSelection.One one) {
      return one.index();
    } else if (selection instanceof IndexSelection.Several several) {
      return several.indices();
    }
    IndexSelection.Slice slice = (IndexSelection.Slice) selection;
    Map<String, Object> keys = new LinkedHashMap<>();
    if (slice.start() != null) {
      keys.put("start", slice.start());
    }
    if (slice.stop() != null) {
      keys.put("stop", slice.stop());
    }
    if (slice.step() != null) {
      keys.put("step", slice.step());
    }
    return keys;
  }

  private static LabelSelection label(Yaml yaml) {
    if (yaml.kind() == Yaml.Kind.LIST) {
      return new LabelSelection.Several(labels(yaml));
    }
    if (yaml.kind() != Yaml.Kind.MAPPING) {
      return new LabelSelection.One(yaml.scalar());
    }
    Yaml value = yaml.get("value").orElse(null);
    if (value != null) {
      return new LabelSelection.Nearest(
          labels(value),
          value.kind() != Yaml.Kind.LIST,
          yaml.get("tolerance").map(Yaml::number).orElse(null));
    }
    return new LabelSelection.Range(
        yaml.get("start").map(Yaml::scalar).orElse(null),
        yaml.get("stop").map(Yaml::scalar).orElse(null),
        yaml.integer("step", 1));
  }

  private static List<Object> labels(Yaml yaml) {
    return yaml.kind() == Yaml.Kind.LIST
        ? yaml.items().stream().map(Yaml::scalar).toList()
        : List.of(yaml.scalar());
  }

  private static Object written(LabelSelection selection) {
    if (selection instanceof LabelSelection.One one) {
      return one.label();
    } else if (selection instanceof LabelSelection.Several several) {
      return several.labels();
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    if (selection instanceof LabelSelection.Nearest nearest) {
      keys.put("value", nearest.single() ? nearest.labels().get(0) : nearest.labels());
      keys.put("method", "nearest");
      if (nearest.tolerance() != null) {
        keys.put("tolerance", nearest.tolerance());
      }
      return keys;
    }
    LabelSelection.Range range = (LabelSelection.Range) selection;
    if (range.start() != null) {
      keys.put("start", range.start());
    }
    if (range.stop() != null) {
      keys.put("stop", range.stop());
    }
    if (range.step() != 1) {
      keys.put("step", range.step());
    }
    return keys;
  }
}
