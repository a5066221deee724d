package org.arcoforge.recipe.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.jspecify.annotations.Nullable;

/**
 * Reads feedstocks: YAML 1.2 (or JSON, which is YAML) after the tables that the JSON schema {@code
 * feedstock.schema.json} is made from. All problems are found in one reading, with their places.
 * Runs no code but that of the recipe classes given, opens no source.
 */
public final class FeedstockReader {
  private FeedstockReader() {}

  /**
   * What was read.
   *
   * @param feedstock null if there are problems
   * @param problems in the order of the text
   */
  public record Result(@Nullable Feedstock feedstock, List<Problem> problems) {
    /** Copies the list. */
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads a file. One that cannot be read is a problem in its first line, not an exception.
   *
   * @param path of the file, or of the folder that holds {@code feedstock.yaml}
   * @param classes that {@code class:} may name
   */
  public static Result read(Path path, List<RecipeClass> classes) {
    Path file = Files.isDirectory(path) ? path.resolve("feedstock.yaml") : path;
    String reason;
    try {
      return read(file.toString(), Files.readString(file), classes);
    } catch (NoSuchFileException e) {
      reason = "there is no such file";
    } catch (CharacterCodingException e) {
      reason = "expected text in UTF-8, found other bytes";
    } catch (IOException e) {
      reason = "cannot be read: " + e.getMessage();
    }
    return new Result(null, List.of(new Problem(file.toString(), 1, 1, reason, "")));
  }

  /**
   * Reads a text.
   *
   * @param file path or URL of the text, for messages, and for the relative paths in it, which are
   *     taken from its folder
   * @param text YAML or JSON
   * @param classes that {@code class:} may name
   */
  public static Result read(String file, String text, List<RecipeClass> classes) {
    Problems problems = new Problems(file);
    Feedstock feedstock = null;
    Yaml root = problems.parse(text);
    if (root != null) {
      ShapeCheck.check(root, FeedstockShapes.feedstock(), "");
      feedstock = FeedstockSection.read(root, classes);
    }
    List<Problem> found = problems.sorted();
    return new Result(found.isEmpty() ? feedstock : null, found);
  }

  /**
   * Reads one recipe, as {@link RecipeWriter} writes it.
   *
   * @return null, and problems added to the list, if it is none
   */
  public static @Nullable Recipe readRecipe(String file, String text, List<Problem> problems) {
    Problems found = new Problems(file);
    Recipe recipe = null;
    Yaml root = found.parse(text);
    if (root != null) {
      ShapeCheck.check(root, FeedstockShapes.recipe(), "");
      recipe = new RecipeSection(List.of()).read(root);
    }
    problems.addAll(found.sorted());
    return found.count() == 0 ? recipe : null;
  }
}
