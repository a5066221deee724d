package org.arcoforge.runners;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.arcoforge.bake.Outcome;
import org.arcoforge.pattern.DateText;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.arcoforge.yaml.Problem;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** These options choose the feedstock, and which of its recipes. */
final class FeedstockOptions {
  @Parameters(paramLabel = "PATH", description = "A feedstock.yaml, or the folder it is in.")
  Path path = Path.of("feedstock.yaml");

  @Option(names = "--recipe", paramLabel = "ID", description = "Only this recipe of the feedstock.")
  String recipe = "";

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "No dates after this one, as 2024-12-31; also where the recipe ends with now.")
  String until = "";

  /** Returns all recipe classes there are. */
  static List<RecipeClass> classes() {
    List<RecipeClass> classes = new ArrayList<>();
    ServiceLoader.load(RecipeClass.class).forEach(classes::add);
    return classes;
  }

  /**
   * Reads a feedstock.
   *
   * @throws CommandException with all problems, if it is not valid
   */
  static Feedstock read(Path path) {
    FeedstockOptions options = new FeedstockOptions();
    options.path = path;
    return options.read();
  }

  /**
   * Reads the feedstock.
   *
   * @throws CommandException with all problems, if it is not valid
   */
  Feedstock read() {
    FeedstockReader.Result result = FeedstockReader.read(path, classes());
    if (result.feedstock() == null) {
      throw new CommandException(
          Outcome.INVALID,
          "the feedstock is not valid:\n"
              + result.problems().stream()
                  .map(Problem::toString)
                  .collect(Collectors.joining("\n")));
    }
    return result.feedstock();
  }

  /** Returns the recipes that were asked for, until the date that was. */
  List<Recipe> recipes(Feedstock feedstock) {
    return chosen(feedstock).stream().map(this::ending).toList();
  }

  private Recipe ending(Recipe whole) {
    if (until.isEmpty()) {
      return whole;
    }
    try {
      return whole.toBuilder().pattern(whole.pattern().until(DateText.date(until))).build();
    } catch (IllegalArgumentException e) {
      throw new CommandException(Outcome.INVALID, "--until " + until + ": " + e.getMessage());
    }
  }

  private List<Recipe> chosen(Feedstock feedstock) {
    if (recipe.isEmpty()) {
      return feedstock.recipes();
    }
    return List.of(
        feedstock
            .recipe(recipe)
            .orElseThrow(
                () ->
                    new CommandException(
                        Outcome.INVALID,
                        path
                            + ": there is no recipe '"
                            + recipe
                            + "'; there are "
                            + feedstock.recipes().stream()
                                .map(Recipe::id)
                                .collect(Collectors.joining(", ")))));
  }
}
