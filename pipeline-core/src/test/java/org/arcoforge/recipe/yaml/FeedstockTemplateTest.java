package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.junit.jupiter.api.Test;

class FeedstockTemplateTest {
  @Test
  void isWithoutProblemsAsWrittenForEveryId() {
    for (String id : List.of("my-data", "5", "2024-01", "1e3", "true", "no", "0x1f", "a.b_c-1")) {
      FeedstockReader.Result result = FeedstockTexts.read(FeedstockTemplate.of(id));
      assertEquals(List.of(), result.problems(), id);
      assertEquals(id, Objects.requireNonNull(result.feedstock()).id());
    }
  }

  @Test
  void isWithoutProblemsWhenAllItsSuggestionsAreTaken() {
    String text =
        FeedstockTemplate.of("my-data")
            .lines()
            .map(line -> line.matches(" *# (arco|A feedstock|Change|\\{name).*|#.*:$") ? "" : line)
            .map(line -> line.replaceFirst("^( *)# ( *- |[a-z_]+:|  +[a-z_]+:)", "$1$2"))
            .reduce("", (a, b) -> a + b + "\n");
    assertEquals(List.of(), FeedstockTexts.problems(text), text);
    Feedstock feedstock = Objects.requireNonNull(FeedstockTexts.read(text).feedstock());
    assertEquals("0 6 * * *", feedstock.cron());
    Recipe recipe = feedstock.recipes().get(0);
    assertEquals(2, recipe.transforms().size());
    assertEquals(3, recipe.policies().missingFileLimit());
    assertEquals(24, recipe.pattern().dims().get(0).itemsPerFile());
  }

  @Test
  void refusesWhatIsNoId() {
    assertThrows(IllegalArgumentException.class, () -> FeedstockTemplate.of("My Data"));
    assertThrows(IllegalArgumentException.class, () -> FeedstockTemplate.of("../x"));
  }
}
