package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of exit codes and the help of every command say the same. */
class ExitCodesTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.+) \\|$");
  private static final Pattern LINE = Pattern.compile("(?m)^ {2,3}(\\d+) {2,}(.+)$");

  private static Map<String, String> read(Pattern pattern, String text) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher match = pattern.matcher(text);
    while (match.find()) {
      found.put(match.group(1), match.group(2).strip());
    }
    return found;
  }

  private static String after(String heading, String text) {
    assertTrue(text.contains(heading), () -> heading + " is not in " + text);
    return text.substring(text.indexOf(heading));
  }

  @Test
  void theReadmeHasTheCodesAndWordsOfTheHelp() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    assertEquals(
        List.copyOf(read(LINE, after("Exit codes:", Ran.arco("--help").out())).entrySet()),
        List.copyOf(read(ROW, after("| exit code | meaning |", readme)).entrySet()));
  }

  @Test
  void everyVerbsHelpHasTheCodesAndWordsOfTheProgramsHelp() {
    Map<String, String> all = read(LINE, after("Exit codes:", Ran.arco("--help").out()));
    assertEquals(List.of("0", "1", "2", "3", "4", "5", "130", "143"), List.copyOf(all.keySet()));
    for (String verb : List.of("bake", "verify", "lint", "rollback", "catalog", "catalog build")) {
      Object[] words = (verb + " --help").split(" ");
      assertEquals(all, read(LINE, after("Exit codes:", Ran.arco(words).out())), verb);
    }
  }
}
