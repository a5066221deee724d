package org.arcoforge.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils texts by their tokens: JSON, YAML, and what OPeNDAP servers answer. */
final class TextMutator {
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[\\w.+-]+|\\s+|[^\\w\\s]");
  private static final String[] ODD = {
    "0",
    "1",
    "-1",
    "2147483647",
    "2147483648",
    "-9223372036854775808",
    "9223372036854775807",
    "18446744073709551616",
    "1e308",
    "1e999",
    "-0.0",
    "NaN",
    "Infinity",
    "null",
    "true",
    "\"\"",
    "{}",
    "[]",
    "[[]]",
    "{\"a\":1}",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"../x\"",
    "\"<f4\"",
    "\"|S0\"",
    "\"<U99999999\"",
    "\"|V4\"",
    "\"int64\"",
    "1000000000000",
    "65536",
    "0x7f",
    "1_000",
    "~",
    "&a",
    "*a",
    "!!int",
    "2024-02-30",
    "P1D",
    "PT0S",
    "P-1D",
    "%Y",
    "{time:%Y%m}",
    "..",
    "/",
    "\u0000",
    "\ufeff"
  };

  private TextMutator() {}

  static byte[] mutant(byte[] seed, Random random) {
    if (random.nextInt(8) == 0) {
      return ByteMutator.mutant(seed, random);
    }
    return mutant(new String(seed, StandardCharsets.UTF_8), random)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Spoils one to three tokens. */
  static String mutant(String seed, Random random) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(seed);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times && !tokens.isEmpty(); i++) {
      change(tokens, pick(tokens, random), random);
    }
    return String.join("", tokens);
  }

  /** A token that is no space, mostly. */
  private static int pick(List<String> tokens, Random random) {
    int at = random.nextInt(tokens.size());
    for (int i = 0; i < 4 && tokens.get(at).isBlank(); i++) {
      at = random.nextInt(tokens.size());
    }
    return at;
  }

  private static void change(List<String> tokens, int at, Random random) {
    switch (random.nextInt(9)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
      case 3 -> tokens.add(at, ODD[random.nextInt(ODD.length)]);
      case 4 -> { // a piece once more, elsewhere
        int end = Math.min(tokens.size(), at + 1 + random.nextInt(40));
        tokens.addAll(random.nextInt(tokens.size()), List.copyOf(tokens.subList(at, end)));
      }
      case 5 -> tokens.subList(at, Math.min(tokens.size(), at + 1 + random.nextInt(20))).clear();
      case 6 -> {
        if (random.nextInt(20) == 0) {
          String one = random.nextBoolean() ? "[" : "{\"a\":";
          tokens.set(at, one.repeat(random.nextBoolean() ? 500 : 20_000));
        } else {
          tokens.set(at, tokens.get(at) + ODD[random.nextInt(ODD.length)]);
        }
      }
      default -> tokens.set(at, ODD[random.nextInt(ODD.length)]);
    }
  }
}
