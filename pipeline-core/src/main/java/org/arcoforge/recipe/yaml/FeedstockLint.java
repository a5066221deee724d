package org.arcoforge.recipe.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.recipe.RecipeClass;

/**
 * What is wrong with feedstocks, and with their being together.
 *
 * @param files that were read, each once
 * @param errors that keep one from being baked
 * @param warnings of what is likely a mistake
 */
public record FeedstockLint(List<Path> files, List<Problem> errors, List<Problem> warnings) {
  private static final String FILE = "feedstock.yaml";

  /** Reads files, and all that are named {@code feedstock.yaml} below folders. */
  public static FeedstockLint of(List<Path> paths, List<RecipeClass> classes) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    List<Problem> errors = new ArrayList<>();
    for (Path path : paths) {
      List<Path> found = Files.isDirectory(path) ? below(path) : List.of(path);
      if (found.isEmpty()) {
        errors.add(
            new Problem(
                path.toString(),
                1,
                1,
                "there is no " + FILE + " in this folder or below it",
                "'arco new ID' makes one"));
      }
      found.forEach(f -> files.add(f.normalize()));
    }
    List<Problem> warnings = new ArrayList<>();
    Map<String, Path> ids = new TreeMap<>();
    for (Path file : files) {
      FeedstockReader.Result result = FeedstockReader.read(file, classes);
      errors.addAll(result.problems());
      if (result.feedstock() != null) {
        String id = result.feedstock().id();
        Path other = ids.putIfAbsent(id, file);
        if (other != null) {
          warnings.add(
              new Problem(
                  file.toString(),
                  1,
                  1,
                  "the id '"
                      + id
                      + "' is also that of "
                      + other
                      + "; they would share a collection",
                  ""));
        }
      }
    }
    return new FeedstockLint(List.copyOf(files), errors, warnings);
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(p -> p.endsWith(FILE) && Files.isRegularFile(p)).sorted().toList();
    }
  }
}
