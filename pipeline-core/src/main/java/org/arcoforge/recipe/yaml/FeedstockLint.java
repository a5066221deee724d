package org.arcoforge.recipe.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.pattern.UrlTemplate;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.yaml.Problem;

/**
 * A lint result says what is wrong with feedstocks, each alone and all together.
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
        warnings.addAll(farFiles(file, result.feedstock()));
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

  /**
   * A warning for each recipe that names a local file which is not beside the feedstock: only the
   * bakery of whoever wrote it reads that without being told.
   */
  private static List<Problem> farFiles(Path feedstock, Feedstock read) {
    List<Problem> warnings = new ArrayList<>();
    Path folder = feedstock.toAbsolutePath().normalize().getParent();
    for (Recipe recipe : read.recipes()) {
      Optional<String> far =
          urls(recipe.pattern().urls()).stream()
              .filter(url -> folder != null && isFar(url, folder))
              .findFirst();
      far.ifPresent(
          url ->
              warnings.add(
                  new Problem(
                      feedstock.toString(),
                      1,
                      1,
                      "recipe '"
                          + recipe.id()
                          + "' reads "
                          + url
                          + ", which is not beside the feedstock: only your own bakery reads it;"
                          + " others refuse it unless --allow-files DIR allows it",
                      "")));
    }
    return warnings;
  }

  private static List<String> urls(Urls urls) {
    if (!urls.templates().isEmpty()) {
      return urls.templates().stream().map(UrlTemplate::text).toList();
    }
    return urls instanceof Urls.Glob glob ? List.of(glob.glob()) : ((Urls.Files) urls).files();
  }

  private static boolean isFar(String url, Path folder) {
    String path = url.replaceFirst("^file:(//(localhost)?)?(?=/)", "");
    if (!path.startsWith("/")) {
      return false;
    }
    int wild = path.length();
    for (char c : new char[] {'*', '?', '[', '{'}) {
      int at = path.indexOf(c);
      wild = at < 0 ? wild : Math.min(wild, at);
    }
    try {
      return !Path.of(path.substring(0, wild)).normalize().startsWith(folder);
    } catch (InvalidPathException e) {
      return true; // no file of this system
    }
  }
}
