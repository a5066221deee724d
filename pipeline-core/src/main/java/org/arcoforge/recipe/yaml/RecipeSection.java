package org.arcoforge.recipe.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.Transform;
import org.jspecify.annotations.Nullable;

/** Reads one recipe, inline or by class. */
final class RecipeSection {
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
        Recipe.builder().id(yaml.text("id", "")).pattern(pattern).transforms(transforms);
    if (target != null) {
      recipe.target(target);
    }
    if (policies != null) {
      recipe.policies(policies);
    }
    return recipe.build();
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
