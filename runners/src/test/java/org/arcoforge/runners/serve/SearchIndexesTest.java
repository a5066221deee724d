package org.arcoforge.runners.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SearchIndexesTest {
  private static List<Integer> found(List<String> texts, String... pieces) {
    return new WordIndex(texts)
        .containing(List.of(pieces))
        .map(b -> b.stream().boxed().toList())
        .orElseThrow();
  }

  @Test
  void textsAreFoundByPiecesOfTheirWords() {
    List<String> texts = List.of("sea surface\ntemperature", "air temperature", "sea ice\n");
    assertEquals(List.of(0, 2), found(texts, "sea"));
    assertEquals(List.of(0, 1), found(texts, "temper"));
    assertEquals(List.of(0), found(texts, "rature", "surf"));
    assertEquals(List.of(), found(texts, "wind"));
    assertEquals(List.of(), found(texts, "sea", "air"));
  }

  @Test
  void aPieceWithBlanksIsLeftToWhoeverLooksAtTheText() {
    WordIndex index = new WordIndex(List.of("sea surface", "surface"));
    assertEquals(Optional.empty(), index.containing(List.of("sea surface")));
    assertEquals(Optional.empty(), index.containing(List.of()));
    assertEquals(List.of(0), found(List.of("sea surface", "surface"), "sea", "a s"));
  }

  @Test
  void everySpanThatMeetsAnotherIsNear() {
    SplittableRandom random = new SplittableRandom(5);
    List<TimeSpan> spans = random.ints(200, 0, 60).mapToObj(SearchIndexesTest::span).toList();
    TimeIndex index = new TimeIndex(spans);
    List<TimeSpan> asked = List.of(span(0), span(30), TimeSpan.parse("../2026-01-01T00:00:09.5Z"));
    for (TimeSpan one : asked) {
      List<Integer> near = index.near(one).boxed().toList();
      for (int i = 0; i < spans.size(); i++) {
        assertTrue(near.contains(i) || !one.intersects(spans.get(i)), one + " " + spans.get(i));
      }
      assertTrue(near.size() < spans.size());
    }
    assertEquals(spans.size(), index.near(TimeSpan.ALWAYS).count());
  }

  /** Some seconds of a minute, with parts of seconds. */
  private static TimeSpan span(int second) {
    String end = String.format(Locale.ROOT, "2026-01-01T00:00:%02d.75Z", Math.min(59, second + 3));
    return TimeSpan.parse(String.format(Locale.ROOT, "2026-01-01T00:00:%02d.25Z/%s", second, end));
  }
}
