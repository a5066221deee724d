package org.arcoforge.recipe.yaml;

import java.util.List;
import java.util.Objects;
import org.arcoforge.recipe.Recipe;

/** Feedstock texts for tests. */
final class FeedstockTexts {
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

  /** The one recipe with those keys; fails with its problems. */
  static Recipe good(String keys) {
    FeedstockReader.Result result = read(recipe(keys));
    if (result.feedstock() == null) {
      throw new AssertionError(result.problems().toString());
    }
    return Objects.requireNonNull(result.feedstock()).recipes().get(0);
  }
}
