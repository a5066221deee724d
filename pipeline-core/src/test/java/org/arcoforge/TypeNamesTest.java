package org.arcoforge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No two types have one name, and each is explained by a whole sentence; and both can fail. */
class TypeNamesTest {
  @Test
  void noTwoTypesHaveOneName() throws IOException {
    assertEquals(List.of(), new TypeNames(SourceTree.repository()).homonyms());
  }

  @Test
  void commentsOfTypesBeginWithSentences() throws IOException {
    assertEquals(List.of(), new TypeNames(SourceTree.repository()).riddles());
  }

  @Test
  void mapsOfPackagesListTheirTypes() throws IOException {
    assertEquals(List.of(), new TypeNames(SourceTree.repository()).wrongMaps());
  }

  @Test
  void mapsThatDoNotFitAreReported(@TempDir Path folder) throws IOException {
    write(folder, "main/java/a/package-info", "/** <li>{@link A}: a. <li>{@link C}: c. */");
    write(folder, "main/java/a/A", "record A() {}");
    write(folder, "main/java/a/B", "record B() {}");
    write(folder, "main/java/b/package-info", "/** It uses {@link A}. */");
    write(folder, "main/java/b/D", "record D() {}");
    String place = "m/src/main/java/a/package-info.java ";
    assertEquals(
        List.of(place + "does not list B", place + "lists C, which is not there"),
        new TypeNames(folder).wrongMaps());
  }

  @Test
  void twoTypesOfOneNameAreReported(@TempDir Path folder) throws IOException {
    write(folder, "main/java/a/Same", "/** It holds one thing. */ class Same {}");
    write(folder, "main/java/b/Same", "/** It holds another thing. */ class Same {}");
    write(
        folder, "main/java/b/Other", "/** It has a nested type. */ class Other { class Same {} }");
    write(folder, "test/java/c/Other", "class Other {}");
    List<String> found = new TypeNames(folder).homonyms();
    assertEquals(1, found.size(), found::toString);
    assertTrue(
        found.get(0).contains("a/Same.java and m/src/main/java/b/Same.java"), found::toString);
  }

  @Test
  void commentsThatAreNoSentencesAreReported(@TempDir Path folder) throws IOException {
    String sentence = "It knows {@code a.b} of a thing.";
    write(folder, "main/java/a/Good", "/** " + sentence + " More */ @A(\"(\") final class Good {}");
    write(
        folder,
        "main/java/a/Two",
        "/**\n * It knows two\n * things.\n *\n * <p>a */ record Two() {}");
    write(
        folder,
        "main/java/a/Tag",
        "/** A tag follows here.\n * @param a b\n */ record Tag(int a) {}");
    write(folder, "main/java/a/Method", "/** Runs. */ class Method { /** half */ void m() {} }");
    write(folder, "main/java/a/Small", "/** it begins too small. */ public enum Small {}");
    write(folder, "main/java/a/Open", "/** It has no end */ @A(b = {\"x\"}) interface Open {}");
    write(
        folder,
        "main/java/a/Half",
        "/** Where the things of it begin. */ @B // why\n class Half {}");
    write(
        folder,
        "main/java/a/Outer",
        "/** " + sentence + " */ class Outer {\n /** A thing. */\n record In() {} }");
    List<String> found = new TypeNames(folder).riddles();
    List<String> names =
        found.stream().map(f -> f.replaceFirst(".* of (\\w+) begins .*", "$1")).toList();
    assertEquals(List.of("Half", "Method", "Open", "In", "Small"), names);
  }

  private static void write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve("m/src/" + path + ".java");
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, text);
  }
}
