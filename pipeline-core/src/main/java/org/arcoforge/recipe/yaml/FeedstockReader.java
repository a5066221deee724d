package org.arcoforge.recipe.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.yaml.Problem;
import org.arcoforge.yaml.Problems;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Reads feedstocks: YAML 1.2 (or JSON, which is YAML) after the tables that the JSON schema {@code
 * feedstock.schema.json} is made from. All problems are found in one reading, with their places.
 * Runs no code but that of the recipe classes given, opens no source.
 */
public final class FeedstockReader {
  /** Bytes of the longest feedstock. */
  static final int LONGEST = Problems.LONGEST;

  private FeedstockReader() {}

  /**
   * A result is the feedstock that was read, or the problems that were found.
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
      return read(file.toString(), text(file), classes);
    } catch (TooLongException e) {
      reason =
          "is longer than "
              + LONGEST
              + " bytes, the most of a feedstock; describe the files by a url with {name} instead of"
              + " listing them";
    } catch (NoSuchFileException e) {
      reason = "there is no such file";
    } catch (CharacterCodingException e) {
      reason = "expected text in UTF-8, found other bytes";
    } catch (IOException e) {
      reason = "cannot be read (is it a file, and may it be read?)";
    }
    return new Result(null, List.of(new Problem(file.toString(), 1, 1, reason, "")));
  }

  /** A file's text; no more of it is read than a feedstock may have. */
  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST + 1);
    }
    if (bytes.length > LONGEST) {
      throw new TooLongException();
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
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
    Problems problems = new Problems(file, "feedstock", "'arco new ID' writes a first one");
    Feedstock feedstock = null;
    Yaml root = problems.parse(text);
    if (root != null) {
      FeedstockShapes.feedstock().check(root);
      SecretLint.check(root);
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
    Problems found = new Problems(file, "feedstock", "'arco new ID' writes a first one");
    Recipe recipe = null;
    Yaml root = found.parse(text);
    if (root != null) {
      FeedstockShapes.recipe().check(root);
      recipe = new RecipeSection(List.of()).read(root);
    }
    problems.addAll(found.sorted());
    return found.count() == 0 ? recipe : null;
  }
}
