package org.arcoforge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources, and what must hold for their text; each check gives the offending files. */
public final class SourceTree {
  static final int MOST_LINES = 400;

  /** JUnit's ways to leave a test out, which would leave a build green that proves nothing. */
  private static final Pattern SKIP =
      Pattern.compile(
          "@(Disabled|Enabled)(If|On|For|In|\\b)\\w*|\\bassum(e|ing)(That|True|False)\\b"
              + "|\\bTestAbortedException\\b|\\bAssumptions\\b");

  /** What takes seconds: bakes, and processes of their own. */
  private static final Pattern SLOW =
      Pattern.compile(
          "\\.bake\\(|\\bPipeline\\.create\\(|\\bOtherJvm\\b|\\barco\\(\\s*\"(bake|demo)\"");

  /** What all tests of a process would see. */
  private static final Pattern SEEN_BY_ALL =
      Pattern.compile(
          "\\bSystem\\.(setProperty|setProperties|clearProperty|setOut|setErr|setIn)\\b"
              + "|\\b(Locale|TimeZone|Authenticator|ProxySelector)\\.setDefault\\b");

  private final Path root;

  /** A tree of Maven modules. */
  SourceTree(Path root) {
    this.root = root;
  }

  /** The tree that these tests stand in: the folder of all modules. */
  public static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("feedstocks"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no folder above has feedstocks");
    }
    return folder;
  }

  /** All Java files below a {@code src} folder, without build output. */
  List<Path> javaFiles() throws IOException {
    try (Stream<Path> all = Files.find(root, 25, (p, a) -> a.isRegularFile())) {
      return all.filter(p -> p.toString().endsWith(".java"))
          .filter(p -> names(root.relativize(p)).contains("src"))
          .filter(p -> !names(root.relativize(p)).contains("target"))
          .sorted()
          .toList();
    }
  }

  List<String> tooLong() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : javaFiles()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        found.add(root.relativize(file) + " has " + lines + " lines; split it by responsibility");
      }
    }
    return found;
  }

  /** Folders of main code whose package does not say what it is for, or is not null-marked. */
  List<String> undescribedPackages() throws IOException {
    TreeSet<Path> folders = new TreeSet<>();
    for (Path file : javaFiles()) {
      if (names(root.relativize(file)).contains("main")) {
        folders.add(file.getParent());
      }
    }
    return folders.stream()
        .filter(folder -> !isDescribed(folder.resolve("package-info.java")))
        .map(folder -> root.relativize(folder) + " needs a package-info.java with @NullMarked")
        .toList();
  }

  List<String> skippedTests() throws IOException {
    return uses(SKIP, file -> true);
  }

  /**
   * Tests of the fast phase, {@code *Test}, that bake or start a JVM; they are to be {@code *IT}.
   */
  List<String> slowAmongFastTests() throws IOException {
    return uses(SLOW, file -> isTest(file) && file.toString().endsWith("Test.java"));
  }

  /** Tests that change what the tests beside them see. */
  List<String> changedForAllTests() throws IOException {
    return uses(SEEN_BY_ALL, this::isTest);
  }

  private List<String> uses(Pattern what, Predicate<Path> which) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : javaFiles()) {
      if (which.test(file)) {
        what.matcher(Files.readString(file))
            .results()
            .forEach(match -> found.add(root.relativize(file) + " uses " + match.group()));
      }
    }
    return found;
  }

  private boolean isTest(Path file) {
    return names(root.relativize(file)).contains("test");
  }

  private static boolean isDescribed(Path file) {
    try {
      return Files.exists(file) && Files.readString(file).contains("@NullMarked");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(part -> names.add(part.toString()));
    return names;
  }
}
