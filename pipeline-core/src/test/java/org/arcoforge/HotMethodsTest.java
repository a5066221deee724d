package org.arcoforge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every line of {@code scripts/hot-methods}, which tells the JVM what to compile early or late, or
 * inline, names methods that there are: the JVM says nothing of a line that matches none, and of a
 * number without a fraction it ends.
 */
class HotMethodsTest {
  private static final Pattern LINE =
      Pattern.compile(
          "(?:inline|CompileThresholdScaling(?=.* \\d+\\.\\d+$)) ([\\w.$]+)::(\\w+|\\*|<init>)(?: [\\d.]+)?");

  /** Packages that the launcher keeps from the optimizing compiler. */
  private static final Pattern COLD =
      Pattern.compile("CompileCommand=MaxNodeLimit,([^,]+),(\\S+)\"");

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
              : "expected 'CompileThresholdScaling package.Class::method number' or 'inline"
                  + " package.Class::method', found: "
                  + line;
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

  private static List<String> coldProblems(String launcher) {
    List<String> problems = new ArrayList<>();
    Matcher m = COLD.matcher(launcher);
    while (m.find()) {
      String folder = m.group(1).replaceFirst("\\.\\*::\\*$", "").replace('.', '/');
      Path sources = SourceTree.repository().resolve("pipeline-core/src/main/java/" + folder);
      if (!m.group(1).endsWith(".*::*") || !Files.isDirectory(sources)) {
        problems.add("there is no package " + m.group(1));
      }
    }
    return problems;
  }

  @Test
  void packagesThatAreKeptFromTheOptimizingCompilerAreThere() throws IOException {
    String launcher = Files.readString(SourceTree.repository().resolve("scripts/arco"));
    assertTrue(COLD.matcher(launcher).find(), "none");
    assertEquals(List.of(), coldProblems(launcher));
    String moved = launcher.replace("org.arcoforge.quality.", "org.arcoforge.qualities.");
    assertEquals(List.of("there is no package org.arcoforge.qualities.*::*"), coldProblems(moved));
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
                "CompileThresholdScaling java.util.zip.Adler32.update 0.001",
                "CompileThresholdScaling java.util.zip.Adler32::update 20"));
    assertEquals(4, found.size(), found.toString());
    assertTrue(found.get(0).startsWith("line 3: java.util.zip.Adler32 has no method updated"));
    assertTrue(found.get(1).startsWith("line 4: there is no class org.arcoforge.Moved"));
    assertTrue(found.get(2).startsWith("line 5: expected 'CompileThresholdScaling"));
    assertTrue(found.get(3).startsWith("line 6: expected 'CompileThresholdScaling"));
  }
}
