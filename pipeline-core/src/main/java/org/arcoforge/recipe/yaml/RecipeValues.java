package org.arcoforge.recipe.yaml;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.Transform;
import org.arcoforge.yaml.Problem;
import org.arcoforge.yaml.Problems;
import org.arcoforge.yaml.Shape;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Converts the parts of a recipe to and from plain values (maps, lists, texts, whole numbers as
 * {@link Long}, other numbers as {@link Double}, booleans) in the words of a feedstock, for
 * documents that are not YAML. Keys that are not known are passed over: a document may be of a
 * later version.
 */
public final class RecipeValues {
  private RecipeValues() {}

  /** Returns the mapping that stands after {@code pattern}. */
  public static Map<String, Object> of(FilePattern pattern) {
    return RecipeWriter.pattern(pattern);
  }

  /** Returns the mapping that stands after {@code target}, defaults too. */
  public static Map<String, Object> of(Target target) {
    return RecipeWriter.target(target);
  }

  /** Returns the mapping that stands after {@code policies}, defaults too. */
  public static Map<String, Object> of(Policies policies) {
    return PolicySection.write(policies);
  }

  /** Returns an item of a recipe's list of changes to each file. */
  public static Object of(Transform transform) {
    return TransformKind.write(transform);
  }

  /**
   * Returns the target of a mapping.
   *
   * @throws IllegalArgumentException if it is none; the message tells everything wrong in it
   */
  public static Target target(Object plain) {
    return read("target", plain, TargetShapes.target(), TargetSection::read);
  }

  /**
   * Returns the policies of a mapping.
   *
   * @throws IllegalArgumentException if it holds none; the message tells everything wrong in it
   */
  public static Policies policies(Object plain) {
    return read("policies", plain, TargetShapes.policies(), PolicySection::read);
  }

  /**
   * Returns the transform of an item.
   *
   * @throws IllegalArgumentException if it is none that this version knows and a feedstock can hold
   */
  public static Transform transform(Object plain) {
    List<String> names = TransformKind.all().stream().map(TransformKind::name).toList();
    if (plain instanceof Map<?, ?> map && Collections.disjoint(map.keySet(), names)) {
      throw new IllegalArgumentException(
          "expected one of the transforms " + String.join(", ", names) + ", found " + map.keySet());
    }
    return read("transforms", plain, TransformKind.any(), TransformKind::read);
  }

  private static <T> T read(
      String key, Object plain, Shape shape, Function<Yaml, @Nullable T> section) {
    Problems problems = Problems.passingOverUnknownKeys();
    Yaml root = problems.parse(YamlText.write(Map.of(key, plain)));
    T part = null;
    if (root != null) {
      Yaml yaml = root.get(key).orElseThrow();
      shape.check(yaml, key);
      part = yaml.sound() ? section.apply(yaml) : null;
    }
    List<Problem> found = problems.sorted();
    if (part == null || !found.isEmpty()) {
      throw new IllegalArgumentException(
          found.stream().map(Problem::message).collect(Collectors.joining("; ")));
    }
    return part;
  }
}
