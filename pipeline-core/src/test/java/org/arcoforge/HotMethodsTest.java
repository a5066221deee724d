package org.arcoforge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every line of {@code scripts/hot-methods}, which tells the JVM what to compile early, names
 * methods that there are: the JVM says nothing of a line that matches none.
 */
class HotMethodsTest {
  private static final Pattern LINE =
      Pattern.compile("CompileThresholdScaling ([\\w.$]+)::(\\w+|\\*|<init>) (\\d+(?:\\.\\d+)?)");

  /** What is wrong, a line each. */
  private static List<String> problems(List<String> lines) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals("quiet")) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      String problem =
          parts.matches()
              ? problem(parts.group(1), parts.group(2))
              : "expected 'CompileThresholdScaling package.Class::method number', found: " + line;
      if (!problem.isEmpty()) {
        problems.add("line " + (i + 1) + ": " + problem);
      }
    }
    return problems;
  }

  private static String problem(String type, String method) {
    try {
      Class<?> there = Class.forName(type, false, HotMethodsTest.class.getClassLoader());
      boolean found =
          method.equals("*")
              || method.equals("<init>")
              || Arrays.stream(there.getDeclaredMethods())
                  .anyMatch(m -> m.getName().equals(method));
      return found ? "" : type + " has no method " + method + "; was it renamed?";
    } catch (ClassNotFoundException e) {
      return "there is no class " + type + "; was it moved?";
    }
  }

  @Test
  void everyLineNamesMethodsThatThereAre() throws IOException {
    List<String> lines = Files.readAllLines(SourceTree.repository().resolve("scripts/hot-methods"));
    assertTrue(lines.size() > 3, lines.toString());
    assertEquals(List.of(), problems(lines));
  }

  @Test
  void linesThatTheJvmWouldPassOverAreReported() {
    List<String> found =
        problems(
            List.of(
                "quiet",
                "CompileThresholdScaling java.util.zip.Adler32::update 0.001",
                "CompileThresholdScaling java.util.zip.Adler32::updated 0.001",
                "CompileThresholdScaling org.arcoforge.Moved::* 0.02",
                "CompileThresholdScaling java.util.zip.Adler32.update 0.001"));
    assertEquals(3, found.size(), found.toString());
    assertTrue(found.get(0).startsWith("line 3: java.util.zip.Adler32 has no method updated"));
    assertTrue(found.get(1).startsWith("line 4: there is no class org.arcoforge.Moved"));
    assertTrue(found.get(2).startsWith("line 5: expected 'CompileThresholdScaling"));
  }
}
