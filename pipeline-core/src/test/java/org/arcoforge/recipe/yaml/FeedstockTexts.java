package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;

/** Feedstock texts for tests. */
public final class FeedstockTexts {
  /** Six lines that every feedstock needs; recipes follow from line 7. */
  static final String HEAD =
      """
      id: test
      title: A test
      description: Nothing but a test.
      license: CC0-1.0
      providers: [{name: Somebody, roles: [producer]}]
      recipes:
      """;

  private FeedstockTexts() {}

  /** A feedstock of one inline recipe; {@code keys} are indented by four and begin in line 8. */
  static String recipe(String keys) {
    return HEAD + "  - id: r\n" + keys.indent(4);
  }

  static FeedstockReader.Result read(String text) {
    return FeedstockReader.read("/folder/f.yaml", text, List.of());
  }

  /** Problems without the file's name: {@code 3:5: message (hint)}. */
  static List<String> problems(String text) {
    return read(text).problems().stream()
        .map(p -> p.toString().substring("/folder/f.yaml:".length()))
        .toList();
  }

  /** The feedstock of a text; fails with its problems. */
  public static Feedstock valid(String text) {
    FeedstockReader.Result result = read(text);
    if (!result.problems().isEmpty()) {
      throw new AssertionError(result.problems().toString());
    }
    return Objects.requireNonNull(result.feedstock());
  }

  /** The one recipe with those keys; fails with its problems. */
  static Recipe good(String keys) {
    return valid(recipe(keys)).recipes().get(0);
  }

  /** A recipe with those keys has exactly those problems. */
  static void wrong(String keys, String... problems) {
    assertEquals(List.of(problems), problems(recipe(keys)));
  }
}
