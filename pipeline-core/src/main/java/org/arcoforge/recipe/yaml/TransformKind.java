package org.arcoforge.recipe.yaml;

import static org.arcoforge.yaml.Shape.choice;
import static org.arcoforge.yaml.Shape.optional;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.arcoforge.recipe.Transform;
import org.arcoforge.recipe.WherePresent;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * A transform kind says how one kind of transform is written in a feedstock. The table {@link #all}
 * is what reader, writer and schema know of transforms: a new one is a record of {@link
 * org.arcoforge.recipe.Transform}, a row here and a case in {@link TransformWriter}.
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
    Shape shape,
    Function<Yaml, T> read,
    Function<T, Object> write,
    @Nullable T bare) {
  /** Makes a kind that needs a value. */
  TransformKind(
      String name, String doc, Shape shape, Function<Yaml, T> read, Function<T, Object> write) {
    this(name, doc, shape, read, write, null);
  }

  /** Returns the same whose name alone, without a value, means something. */
  TransformKind<T> withBare(T meaning) {
    return new TransformKind<>(name, doc, shape, read, write, meaning);
  }

  /** How a written recipe shows a transform that its class brings along. */
  static final String CUSTOM = "custom";

  /** The key that says which files a transform of names is for, and the one value it has. */
  static final String WHERE = "where";

  static final String PRESENT = "present";

  private static final String WHERE_DOC =
      "the names need not be in any file: files that lack them are left as they are";

  /** The kinds whose names may be absent. */
  private static final List<String> OF_NAMES =
      List.of("rename", "drop", "keep", "set_coords", "set_attributes", "missing_values");

  /** Holds the table: the rows are made of this class, and may be asked for first. */
  private static final class Table {
    static final List<TransformKind<?>> ALL =
        Stream.of(VariableKinds.ALL, DimensionKinds.ALL, ValueKinds.ALL)
            .flatMap(List::stream)
            .toList();
  }

  /** Returns all kinds. */
  static List<TransformKind<?>> all() {
    return Table.ALL;
  }

  private static final String FREE_CODE =
      "a feedstock holds no code; write a recipe class in Java that has this transform, and name it:"
          + " class: <RecipeClass>";

  /** Returns a transform: a mapping of one key, or a name alone. */
  static Shape any() {
    List<Shape.Key> keys = new ArrayList<>();
    all().forEach(k -> keys.add(optional(k.name(), k.shape(), k.doc())));
    keys.add(optional(CUSTOM, new Shape.Refused(FREE_CODE), "a transform of a recipe class"));
    List<String> names = keys.stream().map(Shape.Key::name).toList();
    keys.add(optional(WHERE, choice(PRESENT), WHERE_DOC));
    List<String> others = names.stream().filter(n -> !OF_NAMES.contains(n)).toList();
    String[] bare =
        all().stream().filter(k -> k.bare() != null).map(k -> k.name()).toArray(String[]::new);
    Shape.Keyed mapping =
        new Shape.Keyed(
            "a transform such as {rename: {lon: longitude}}",
            keys,
            List.of(new Shape.ExactlyOne(names), new Shape.Without(WHERE, others)));
    return new Shape.Either(
        "a transform such as {rename: {lon: longitude}}", List.of(choice(bare), mapping));
  }

  /** Reads a sound place; null if something is wrong in it after all, which is told. */
  static @Nullable Transform read(Yaml yaml) {
    for (TransformKind<?> kind : all()) {
      if (yaml.raw().equals(kind.name())) {
        return kind.bare();
      }
      Yaml value = yaml.get(kind.name()).orElse(null);
      if (value != null) {
        return value.attempt(() -> read(kind, value, yaml.get(WHERE).isPresent()));
      }
    }
    return null;
  }

  /** Beside the transform {@code where} cannot be a name, within it is one if it stands alone. */
  private static Transform read(TransformKind<?> kind, Yaml value, boolean beside) {
    Transform transform = kind.read().apply(value);
    boolean within =
        !beside
            && OF_NAMES.contains(kind.name())
            && value.kind() == Yaml.Kind.MAPPING
            && value.entries().size() > 1
            && value.get(WHERE).filter(y -> y.raw().equals(PRESENT)).isPresent();
    return beside || within
        ? new WherePresent(within ? withoutWhere(transform) : transform)
        : transform;
  }

  private static Transform withoutWhere(Transform transform) {
    if (transform instanceof Transform.Rename rename) {
      Map<String, String> names = new LinkedHashMap<>(rename.names());
      names.remove(WHERE);
      return new Transform.Rename(names);
    }
    return transform;
  }

  /** Returns what stands by name in a mapping of {@link #byName}, whose condition is no name. */
  static Map<String, Yaml> named(Yaml yaml) {
    Map<String, Yaml> names = new LinkedHashMap<>(yaml.map());
    names.computeIfPresent(
        WHERE, (key, y) -> y.kind() == Yaml.Kind.TEXT && y.raw().equals(PRESENT) ? null : y);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("expected a name beside '" + WHERE + "', found none");
    }
    return names;
  }

  /** Returns a mapping by name in which {@code where: present} may stand. */
  static Shape byName(String expected, Shape value) {
    return new Shape.MapOf(expected, value, 1, optional(WHERE, choice(PRESENT), WHERE_DOC));
  }

  /** Returns what {@link #read} would read back, unless it is code. */
  static Object write(Transform transform) {
    return transform.match(new TransformWriter());
  }

  /** Returns a transform of this kind. */
  Object written(T transform) {
    return transform.equals(bare) ? name : Map.of(name, write.apply(transform));
  }
}
