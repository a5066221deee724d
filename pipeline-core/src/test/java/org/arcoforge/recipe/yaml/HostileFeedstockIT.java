package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Feedstocks whose reading takes minutes where it is not linear. */
class HostileFeedstockIT {
  @Test
  void longLinesAndManyUnknownKeysAreReadInTheTimeOfTheirLength() {
    Duration limit = Duration.ofSeconds(60); // a quadratic reader takes minutes for each
    String line = "x".repeat(3_500_000);
    List<String> found =
        assertTimeoutPreemptively(limit, () -> HostileFeedstockTest.problems(line, "{url: a}", ""));
    assertEquals(1, found.size());
    String keys =
        IntStream.range(0, 150_000)
            .mapToObj(i -> "key" + i + ": 1")
            .collect(Collectors.joining("\n"));
    List<String> unknown =
        assertTimeoutPreemptively(
            limit, () -> HostileFeedstockTest.problems("x", "{url: a}", keys));
    assertEquals(1001, unknown.size());
    assertTrue(unknown.get(1000).contains("more problems"), unknown.get(1000));
  }
}
