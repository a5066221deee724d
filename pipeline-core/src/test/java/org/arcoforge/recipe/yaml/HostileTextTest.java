package org.arcoforge.recipe.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.arcoforge.yaml.Problem;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file, reading it ends in a feedstock or in problems, never otherwise. */
class HostileTextTest {
  private static final int MUTATIONS = 1500;
  private static final String CHARACTERS = "{}[]:,-#&*!|>'\"%@ \n\t0a\u0000\u00e9~?<";

  private static List<String> seeds() {
    List<String> seeds = new ArrayList<>();
    for (String keys : SchemaCases.GOOD) {
      seeds.add(FeedstockTexts.recipe(keys));
    }
    seeds.add(FeedstockTemplate.of("x"));
    return seeds;
  }

  private static void endsWell(String text) {
    FeedstockReader.Result result;
    try {
      result = FeedstockTexts.read(text);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("reading fails: " + text, e);
    }
    assertEquals(result.feedstock() == null, !result.problems().isEmpty(), text);
    long lines = text.lines().count() + 1;
    for (Problem problem : result.problems()) {
      assertTrue(problem.line() >= 1 && problem.line() <= lines, problem + "\n" + text);
      assertTrue(problem.column() >= 1, problem + "\n" + text);
    }
  }

  @Test
  void mutatedCharactersAreToldNotThrown() {
    Random random = new Random(1);
    List<String> seeds = seeds();
    for (int i = 0; i < MUTATIONS; i++) {
      StringBuilder text = new StringBuilder(seeds.get(i % seeds.size()));
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, c);
          case 1 -> text.setCharAt(at, c);
          default -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
        }
      }
      endsWell(text.toString());
    }
  }

  @Test
  void valuesOfTheWrongKindAreToldNotThrown() {
    String[] values = {
      "",
      "~",
      "5",
      "-1",
      "0",
      "1.5",
      ".nan",
      "99999999999999999999",
      "true",
      "x",
      "[]",
      "[[]]",
      "{}",
      "{a: b}",
      "{? [a] : b}",
      "!!int x",
      "!mine x",
      "!!binary aa",
      "!!float 1_0",
      "2000-99"
    };
    for (String seed : seeds()) {
      for (String value : values) {
        for (int i = seed.indexOf(": "); i >= 0; i = seed.indexOf(": ", i + 1)) {
          int end = i + 2;
          while (end < seed.length() && ",}]\n".indexOf(seed.charAt(end)) < 0) {
            end++;
          }
          endsWell(seed.substring(0, i + 2) + value + seed.substring(end));
        }
      }
    }
  }

  @Test
  void aliasesOfAliasesAreRefused() {
    StringBuilder text = new StringBuilder("x0: &k [");
    text.append("a, ".repeat(2000)).append("b]\nx1: &d {concat: t, keys: *k}\nx2: &p {dims: [");
    text.append("*d, ".repeat(2000)).append("*d]}\nrecipes: [");
    text.append("{pattern: *p}, ".repeat(2000)).append("{pattern: *p}]\n");
    FeedstockReader.Result result = FeedstockTexts.read(text.toString());
    assertEquals(1, result.problems().size());
    String message = result.problems().get(0).message();
    assertTrue(message.contains("aliases"), message);
  }
}
