package org.arcoforge.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipeLinkTest {
  private static Optional<String> link(String repository, boolean dirty) {
    return RecipeLink.of(
        Map.of(
            "repository",
            repository,
            "commit",
            "abc",
            "recipe_path",
            "feedstocks/ä b/feedstock.yaml",
            "dirty",
            dirty));
  }

  @Test
  void hostsWhosePagesAreKnownAreLinked() {
    assertEquals(
        Optional.of("https://github.com/o/r/blob/abc/feedstocks/ä%20b/feedstock.yaml"),
        link("https://github.com/o/r", false));
    assertEquals(
        Optional.of("https://gitlab.example.org/g/r/-/blob/abc/feedstocks/ä%20b/feedstock.yaml"),
        link("https://gitlab.example.org/g/r", false));
  }

  @Test
  void whatIsNotInTheCommitOrElsewhereIsNot() {
    assertEquals(Optional.empty(), link("https://github.com/o/r", true));
    assertEquals(Optional.empty(), link("https://git.example.org/o/r", false));
    assertEquals(Optional.empty(), RecipeLink.of(Map.of("commit", "abc")));
  }
}
