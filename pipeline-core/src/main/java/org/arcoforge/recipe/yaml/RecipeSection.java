package org.arcoforge.recipe.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.recipe.Places;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.Transform;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads one recipe, inline or by class. */
final class RecipeSection {
  private static final int MOST_PLACES = 10_000;

  private final List<RecipeClass> classes;

  RecipeSection(List<RecipeClass> classes) {
    this.classes = classes;
  }

  /** Returns the recipe; null if something is wrong in it, all of which is told. */
  @Nullable Recipe read(Yaml yaml) {
    FeedstockSection.checkId(yaml);
    if (yaml.get("class").isPresent()) {
      Yaml name = yaml.sound("class").orElse(null);
      return name == null ? null : byClass(yaml, name);
    }
    FilePattern pattern = yaml.get("pattern").map(PatternSection::read).orElse(null);
    Target target = yaml.get("target").map(TargetSection::read).orElse(null);
    Policies policies = yaml.get("policies").map(PolicySection::read).orElse(null);
    List<Transform> transforms = new ArrayList<>();
    for (Yaml item : yaml.get("transforms").map(Yaml::items).orElse(List.of())) {
      Transform transform = item.sound() ? TransformKind.read(item) : null;
      if (transform != null) {
        transforms.add(transform);
      }
    }
    if (pattern == null || !yaml.sound()) {
      return null;
    }
    Recipe.Builder recipe =
        Recipe.builder()
            .id(yaml.text("id", ""))
            .pattern(pattern)
            .transforms(transforms)
            .places(places(yaml));
    if (target != null) {
      recipe.target(target);
    }
    if (policies != null) {
      recipe.policies(policies);
    }
    return recipe.build();
  }

  private static Places places(Yaml recipe) {
    Map<List<String>, String> marks = new HashMap<>();
    for (String section : List.of("target", "policies", "transforms")) {
      recipe.get(section).ifPresent(yaml -> mark(yaml, List.of(section), marks));
    }
    recipe
        .get("pattern")
        .flatMap(pattern -> pattern.get("dims"))
        .ifPresent(dims -> mark(dims, List.of("pattern", "dims"), marks));
    return Places.of(recipe.problems().file(), marks);
  }

  private static void mark(Yaml yaml, List<String> path, Map<List<String>, String> marks) {
    if (marks.size() >= MOST_PLACES) {
      return; // whoever writes so much is told without
    }
    marks.putIfAbsent(path, yaml.line() + ":" + yaml.column());
    int index = 0;
    for (Yaml item : yaml.items()) {
      mark(item, with(path, Integer.toString(index++)), marks);
      if (!item.raw().isEmpty()) {
        mark(item, with(path, item.raw()), marks);
      }
    }
    for (Yaml.Entry entry : yaml.entries()) {
      Yaml key = entry.key();
      List<String> inner = with(path, key.raw());
      marks.putIfAbsent(inner, key.line() + ":" + key.column());
      mark(entry.value(), inner, marks);
      if (!entry.value().raw().isEmpty()) {
        mark(entry.value(), with(inner, entry.value().raw()), marks);
      }
    }
  }

  private static List<String> with(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return List.copyOf(longer);
  }

  private @Nullable Recipe byClass(Yaml yaml, Yaml name) {
    RecipeClass found =
        classes.stream().filter(c -> c.name().equals(name.raw())).findFirst().orElse(null);
    if (found == null) {
      List<String> known = classes.stream().map(RecipeClass::name).sorted().toList();
      String hint =
          known.isEmpty() ? "no recipe classes are installed" : Spelling.hint(name.raw(), known);
      name.problem("no recipe class '" + name.raw() + "'", hint);
      return null;
    }
    if (yaml.sound("id").isEmpty()) {
      return null;
    }
    try {
      return Objects.requireNonNull(found.recipe(yaml.text("id", "")));
    } catch (RuntimeException e) {
      name.problem(
          "recipe class '" + name.raw() + "' fails: " + e.getMessage(),
          "see it run in a test of the class");
      return null;
    }
  }

  /** Tells of ids that two recipes have. */
  static void checkIds(List<Yaml> recipes) {
    recipes.stream()
        .flatMap(r -> r.sound("id").stream())
        .collect(Collectors.groupingBy(Yaml::raw))
        .values()
        .forEach(
            same ->
                same.stream()
                    .skip(1)
                    .forEach(
                        id ->
                            id.problem(
                                "two recipes have the id '"
                                    + id.raw()
                                    + "', first in line "
                                    + same.get(0).line(),
                                "choose another")));
  }
}
