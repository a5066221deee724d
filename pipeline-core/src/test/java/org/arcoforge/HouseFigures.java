package org.arcoforge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large the folders and files of the main code are, and how much of it others can see. */
final class HouseFigures {
  /** Files that a folder may hold. */
  static final int MOST_FILES = 30;

  /** Public types that a folder of more files may have. */
  static final int MOST_DOORS = 10;

  /**
   * The folders that may hold more: one class for each part of a long specification (each verb of
   * the command line, each part of a format), behind so few public types that nobody outside has to
   * know of them.
   */
  static final List<String> DEEP =
      List.of("format/grib", "format/hdf5", "stac", "zarr", "store", "source", "runners");

  private static final Pattern TYPE =
      Pattern.compile(
          "^(public )?((abstract|final|sealed|non-sealed|strictfp) )*"
              + "(class|interface|@interface|enum|record) \\w",
          Pattern.MULTILINE);

  /** A folder's types, and how many of them are public. */
  record Folder(int types, int doors) {}

  private final Map<String, Folder> folders = new TreeMap<>();
  private final List<Integer> lines = new ArrayList<>();

  private HouseFigures() {}

  /** The figures of a tree of Maven modules. */
  static HouseFigures of(Path root) throws IOException {
    HouseFigures figures = new HouseFigures();
    for (Path file : new SourceTree(root).javaFiles()) {
      String path = root.relativize(file).toString().replace('\\', '/');
      if (path.contains("/src/main/java/org/arcoforge/") && !path.endsWith("package-info.java")) {
        figures.add(path.replaceFirst(".*/src/main/java/org/arcoforge/", ""), file);
      }
    }
    Collections.sort(figures.lines);
    return figures;
  }

  private void add(String path, Path file) throws IOException {
    String text = Files.readString(file);
    Matcher type = TYPE.matcher(text);
    int open = type.find() && type.group(1) != null ? 1 : 0;
    lines.add((int) text.lines().count());
    folders.merge(
        path.substring(0, Math.max(0, path.lastIndexOf('/'))),
        new Folder(1, open),
        (a, b) -> new Folder(a.types + b.types, a.doors + b.doors));
  }

  /** Folders of too many files, and deep ones of too many doors. */
  List<String> crowded() {
    List<String> found = new ArrayList<>();
    folders.forEach(
        (name, folder) -> {
          if (folder.types > MOST_FILES && !DEEP.contains(name)) {
            found.add(name + " has " + folder.types + " files; make rooms of it");
          } else if (folder.types > MOST_FILES && folder.doors > MOST_DOORS) {
            found.add(name + " has " + folder.types + " files and " + folder.doors + " doors");
          }
        });
    return found;
  }

  private int types() {
    return lines.size();
  }

  private int publicTypes() {
    return folders.values().stream().mapToInt(Folder::doors).sum();
  }

  /** Percent of the types that only their own package sees. */
  double packagePrivate() {
    return 100.0 * (types() - publicTypes()) / Math.max(1, types());
  }

  /** A table of the folders, and a line for all. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(String.format("%-16s %5s %6s%n", "", "files", "public"));
    folders.forEach(
        (name, f) ->
            text.append(String.format(Locale.ROOT, "%-16s %5d %6d%n", name, f.types, f.doors)));
    return text.append(
            String.format(
                Locale.ROOT,
                "%d types, %d public, %.1f %% package-private; lines: median %d, most %d%n",
                types(),
                publicTypes(),
                packagePrivate(),
                lines.get(types() / 2),
                lines.get(types() - 1)))
        .toString();
  }
}
