package org.arcoforge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are short, packages are described, tests are not skipped; and each check can fail. */
class SourceTreeTest {
  private static SourceTree repository() {
    return new SourceTree(SourceTree.repository());
  }

  @Test
  void filesAreShort() throws IOException {
    assertTrue(repository().javaFiles().size() > 40, "the sources were not found");
    assertEquals(List.of(), repository().tooLong());
  }

  @Test
  void packagesSayWhatTheyAreFor() throws IOException {
    assertEquals(List.of(), repository().undescribedPackages());
  }

  @Test
  void noTestIsSkipped() throws IOException {
    assertEquals(List.of(), repository().skippedTests());
  }

  @Test
  void fastTestsBakeNothing() throws IOException {
    assertEquals(List.of(), repository().slowAmongFastTests());
  }

  @Test
  void noTestChangesWhatOthersSee() throws IOException {
    assertEquals(List.of(), repository().changedForAllTests());
  }

  @Test
  void longFileIsReported(@TempDir Path folder) throws IOException {
    write(folder, "m/src/main/java/a/Short.java", "\n".repeat(SourceTree.MOST_LINES));
    write(folder, "m/src/main/java/a/Long.java", "\n".repeat(SourceTree.MOST_LINES + 1));
    write(folder, "m/target/src/Generated.java", "\n".repeat(1000));
    List<String> found = new SourceTree(folder).tooLong();
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).contains("Long.java has 401 lines"), found::toString);
  }

  @Test
  void packageWithoutDescriptionIsReported(@TempDir Path folder) throws IOException {
    write(folder, "m/src/main/java/a/A.java", "package a;");
    write(folder, "m/src/main/java/b/B.java", "package b;");
    write(folder, "m/src/main/java/b/package-info.java", "@NullMarked package b;");
    write(folder, "m/src/test/java/c/C.java", "package c;");
    List<String> found = new SourceTree(folder).undescribedPackages();
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).startsWith("m/src/main/java/a "), found::toString);
  }

  @Test
  void skippedTestIsReported(@TempDir Path folder) throws IOException {
    write(folder, "m/src/test/java/a/A.java", "@" + "Disabled class A {}");
    write(folder, "m/src/test/java/a/B.java", "class B { void t() { assume" + "True(false); } }");
    write(folder, "m/src/test/java/a/C.java", "@" + "EnabledOnOs(LINUX) class C {}");
    write(
        folder,
        "m/src/test/java/a/D.java",
        "/** Is not disabled; we assume nothing. */ class D {}");
    assertEquals(3, new SourceTree(folder).skippedTests().size());
  }

  @Test
  void fastTestThatBakesIsReported(@TempDir Path folder) throws IOException {
    String bakes = "class A { void t() { c.ba" + "ke(); Ran.arco(\n\"de" + "mo\"); } }";
    write(folder, "m/src/test/java/a/ATest.java", bakes);
    write(folder, "m/src/test/java/a/AIT.java", bakes);
    write(folder, "m/src/main/java/a/ATest.java", bakes);
    assertEquals(2, new SourceTree(folder).slowAmongFastTests().size());
  }

  @Test
  void testThatSetsAPropertyIsReported(@TempDir Path folder) throws IOException {
    String sets = "class A { void t() { System.set" + "Property(\"a\", \"b\"); } }";
    write(folder, "m/src/test/java/a/A.java", sets);
    write(folder, "m/src/main/java/a/A.java", sets);
    write(folder, "m/src/test/java/a/B.java", "class B { String s = System.getProperty(\"a\"); }");
    List<String> found = new SourceTree(folder).changedForAllTests();
    assertEquals(1, found.size(), found::toString);
  }

  private static void write(Path folder, String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, text);
  }
}
