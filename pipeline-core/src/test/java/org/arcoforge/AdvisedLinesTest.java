package org.arcoforge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines that messages propose can be copied: they have all keys of the recipe around them, and
 * leave open only what the author alone knows.
 */
class AdvisedLinesTest {
  /** Where a text goes on that is written in several pieces; and comments. */
  private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"|(?m)^\\s*/?\\*.*$");

  private static final Pattern BARE =
      Pattern.compile("[Ww]rite (\\[?\\{\\w+: |(encoding|shards|missing_files): )");

  /** An ellipsis that ends a line, but for those that the units stand for. */
  private static final Pattern OPEN = Pattern.compile("(?<!from): …[}\\]]|\\{\\[?…|\\[…\\]");

  @Test
  void linesHaveAllKeysAroundThem() throws IOException {
    assertEquals(List.of(), found(SourceTree.repository(), BARE));
  }

  @Test
  void linesLeaveOpenWhatTheAuthorAloneKnows() throws IOException {
    assertEquals(List.of(), found(SourceTree.repository(), OPEN));
  }

  @Test
  void linesThatCannotBeCopiedAreReported(@TempDir Path folder) throws IOException {
    write(folder, "A", "\"; write \"\n + \"encoding: {v: {dtype: x}}\"");
    write(folder, "B", "\"; write {cast: {v: x}} before\"");
    write(folder, "C", "\"; write policies: {coordinates: {tolerance: …}}\"");
    write(folder, "D", "\"; write transforms: [{drop: […]}]\"");
    write(folder, "E", "\"; write target: {encoding: {v: {fill_value: …}}}\"");
    write(folder, "F", "\"; write {name} in it where the names of files differ\"");
    assertEquals(List.of("A.java", "B.java"), found(folder, BARE));
    assertEquals(List.of("C.java", "D.java", "E.java"), found(folder, OPEN));
  }

  private static void write(Path folder, String name, String message) throws IOException {
    Path file = folder.resolve("m/src/main/java/a/" + name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class " + name + " { String s = " + message + "; }");
  }

  /** The files of messages in which a pattern is; shapes of keys are told by another language. */
  private static List<String> found(Path root, Pattern pattern) throws IOException {
    List<String> files = new ArrayList<>();
    for (Path file : new SourceTree(root).javaFiles()) {
      String place = file.toString().replace('\\', '/');
      if (!place.contains("src/main/java") || place.contains("/recipe/yaml/")) {
        continue;
      }
      String text = SEAM.matcher(Files.readString(file)).replaceAll("");
      if (pattern.matcher(text).find()) {
        files.add(String.valueOf(file.getFileName()));
      }
    }
    return files;
  }
}
