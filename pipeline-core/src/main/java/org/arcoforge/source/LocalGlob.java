package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.arcoforge.fault.FailureWords;

/**
 * Finds files by a pattern, with the meaning of {@link java.nio.file.FileSystem#getPathMatcher}:
 * {@code *} and {@code ?} within a name, {@code **} across folders, {@code [a-z]} and {@code
 * {a,b}}; {@code **}{@code /} also matches no folder at all, as in shells. A folder that is a Zarr
 * store is found as a whole.
 */
final class LocalGlob {
  private LocalGlob() {}

  /**
   * Returns where the fixed part of a pattern ends: after the last slash before the first wildcard.
   */
  static int fixed(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[{\\".indexOf(pattern.charAt(i)) >= 0) {
        return pattern.lastIndexOf('/', i) + 1;
      }
    }
    return pattern.lastIndexOf('/') + 1;
  }

  /** Returns whether a name, relative to the fixed part, matches the rest of the pattern. */
  static PathMatcher matcher(String rest) {
    // Java's own "**/x" needs a folder before x.
    String shell = rest.replace("/**/", "{/,/**/}");
    if (shell.startsWith("**/")) {
      shell = "{,**/}" + shell.substring(3);
    }
    // Java knows no groups within groups.
    String glob = nested(shell) ? rest : shell;
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }

  /** Names of files that make the folder they are in one data set: a Zarr store. */
  static final Set<String> MARKS = Set.of("zarr.json", ".zmetadata", ".zgroup");

  private static boolean isDataset(Path folder) {
    return MARKS.stream().anyMatch(mark -> Files.exists(folder.resolve(mark)));
  }

  private static boolean nested(String glob) {
    int depth = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth > 1) {
        return true;
      }
    }
    return false;
  }

  /** Returns paths relative to the folder, sorted. */
  static List<String> find(String url, Path folder, String rest) throws IOException {
    PathMatcher matcher = matcher(rest);
    int depth = rest.contains("**") ? Integer.MAX_VALUE : depth(rest);
    List<String> found = new ArrayList<>();
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return dir.equals(folder) ? FileVisitResult.CONTINUE : visitFile(dir, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path relative = folder.relativize(file);
            boolean matches =
                matcher.matches(relative) && (!attributes.isDirectory() || isDataset(file));
            if (matches) {
              found.add(relative.toString().replace('\\', '/'));
            }
            return matches && attributes.isDirectory()
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, visitor);
    } catch (IOException e) {
      throw new SourceException(
          url,
          "cannot list "
              + folder
              + ": "
              + FailureWords.of(e)
              + "; check that the folder exists and is readable",
          true,
          e);
    }
    found.sort(null);
    return found;
  }

  private static int depth(String rest) {
    return (int) rest.chars().filter(c -> c == '/').count() + 1;
  }
}
