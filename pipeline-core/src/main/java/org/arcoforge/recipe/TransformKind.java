package org.arcoforge.recipe;

import static org.arcoforge.recipe.Shape.choice;
import static org.arcoforge.recipe.Shape.keyed;
import static org.arcoforge.recipe.Shape.list;
import static org.arcoforge.recipe.Shape.optional;
import static org.arcoforge.recipe.Shape.required;
import static org.arcoforge.recipe.Shape.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of transform is written. The table {@link #ALL} is what reader, writer and schema
 * know of transforms: a new one is a record of {@link Transform} and a row here.
 *
 * @param name the key that names it
 * @param doc what it does
 * @param shape of what stands after the key
 * @param read from what has that shape
 * @param write to maps, lists, texts, numbers and booleans
 * @param bare what the name alone, without a value, means; null if a value is needed
 */
record TransformKind<T extends Transform>(
    String name,
    String doc,
    Class<T> type,
    Shape shape,
    Function<Yaml, T> read,
    Function<T, Object> write,
    @Nullable T bare) {

  private static final Shape NAMES = list(text());

  static final List<TransformKind<?>> ALL =
      List.of(
          new TransformKind<>(
              "rename",
              "new names of variables and dimensions by old",
              Transform.Rename.class,
              new Shape.MapOf("new names by old such as {lon: longitude}", text(), 1),
              y -> {
                Map<String, String> names = new LinkedHashMap<>();
                y.map().forEach((from, to) -> names.put(from, to.raw()));
                return new Transform.Rename(names);
              },
              Transform.Rename::names,
              null),
          new TransformKind<>(
              "drop",
              "leave these variables out",
              Transform.Drop.class,
              NAMES,
              y -> new Transform.Drop(names(y)),
              Transform.Drop::variables,
              null),
          new TransformKind<>(
              "keep",
              "leave all variables out but these and their coordinates",
              Transform.Keep.class,
              NAMES,
              y -> new Transform.Keep(names(y)),
              Transform.Keep::variables,
              null),
          new TransformKind<>(
              "set_coords",
              "make these variables coordinates",
              Transform.SetCoords.class,
              NAMES,
              y -> new Transform.SetCoords(names(y)),
              Transform.SetCoords::variables,
              null),
          new TransformKind<>(
              "squeeze",
              "take these dimensions of length 1 away; 'squeeze' alone: all of them",
              Transform.Squeeze.class,
              NAMES,
              y -> new Transform.Squeeze(names(y)),
              Transform.Squeeze::dimensions,
              new Transform.Squeeze(List.of())),
          new TransformKind<>(
              "expand_dims",
              "add a dimension of length 1 whose coordinate is found in the file's name",
              Transform.ExpandDims.class,
              keyed(
                  "{dim, from, type}",
                  required("dim", text(), "name of the new dimension"),
                  required("from", text(), "regular expression; its first group is the value"),
                  optional("type", choice("string", "int", "float"), "type of the value")),
              y ->
                  new Transform.ExpandDims(
                      y.text("dim", ""), regex(y.text("from", "")), y.text("type", "string")),
              t -> {
                Map<String, Object> keys = new LinkedHashMap<>();
                keys.put("dim", t.dimension());
                keys.put("from", t.regex());
                keys.put("type", t.type());
                return keys;
              },
              null));

  /** A transform: a mapping of one key, or a name alone. */
  static Shape any() {
    List<Shape.Key> keys = ALL.stream().map(k -> optional(k.name(), k.shape(), k.doc())).toList();
    List<String> names = ALL.stream().map(k -> k.name()).toList();
    String[] bare =
        ALL.stream().filter(k -> k.bare() != null).map(k -> k.name()).toArray(String[]::new);
    Shape.Keyed mapping =
        new Shape.Keyed(
            "a transform such as {rename: {lon: longitude}}",
            keys,
            List.of(new Shape.ExactlyOne(names)));
    return new Shape.Either(
        "a transform such as {rename: {lon: longitude}}", List.of(choice(bare), mapping));
  }

  /** Reads a sound place; null if something is wrong in it after all, which is told. */
  static @Nullable Transform read(Yaml yaml) {
    for (TransformKind<?> kind : ALL) {
      if (yaml.raw().equals(kind.name())) {
        return kind.bare();
      }
      Yaml value = yaml.get(kind.name()).orElse(null);
      if (value != null) {
        return value.attempt(() -> kind.read().apply(value));
      }
    }
    return null;
  }

  /** What {@link #read} would read back. */
  static Object write(Transform transform) {
    for (TransformKind<?> kind : ALL) {
      if (kind.type().isInstance(transform)) {
        return kind.written(transform);
      }
    }
    throw new IllegalStateException("no row in the table for " + transform);
  }

  private Object written(Transform transform) {
    return transform.equals(bare) ? name : Map.of(name, write.apply(type.cast(transform)));
  }

  private static List<String> names(Yaml yaml) {
    return yaml.items().stream().map(Yaml::raw).toList();
  }

  private static String regex(String text) {
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'from': expected a regular expression, found '" + text + "': " + e.getDescription(), e);
    }
  }
}
