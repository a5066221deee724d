package org.arcoforge.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found, by kind and place in the program; the first input of each is kept in a folder.
 */
final class Findings {
  private static final int FRAMES = 4;

  private final Path folder;
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, Integer> kinds = new LinkedHashMap<>();

  Findings(Path folder) {
    this.folder = folder;
  }

  /** Remembers one; says so on the first of its place. */
  synchronized void add(String kind, String format, long index, Input input, Stack stack) {
    kinds.merge(kind, 1, Integer::sum);
    String key = kind + ": " + stack.kind() + stack.where();
    if (counts.merge(key, 1, Integer::sum) > 1) {
      return;
    }
    Path kept = folder.resolve(format + "-" + index);
    System.out.println(
        "FOUND "
            + format
            + " mutant "
            + index
            + " of "
            + input.name()
            + ", "
            + kind
            + ": "
            + stack.what()
            + stack.where());
    try {
      for (Map.Entry<String, byte[]> file : input.files().entrySet()) {
        String name = file.getKey().isEmpty() ? "file" : file.getKey().replaceAll("[^\\w.]", "_");
        Files.createDirectories(kept);
        Files.write(kept.resolve(name), file.getValue());
      }
      Files.writeString(
          kept.resolve("found.txt"), stack.what() + stack.where(), StandardCharsets.UTF_8);
      System.out.println("      kept in " + kept);
    } catch (IOException e) {
      System.out.println("      could not be kept: " + e);
    }
  }

  synchronized int count(String kind) {
    return kinds.getOrDefault(kind, 0);
  }

  synchronized int all() {
    return kinds.values().stream().mapToInt(n -> n).sum();
  }

  /** Where a thread was, or what was thrown where. */
  record Stack(String what, StackTraceElement[] frames) {
    static Stack of(Throwable thrown) {
      return new Stack(String.valueOf(thrown), thrown.getStackTrace());
    }

    /** What was thrown, without what differs from one input to the next. */
    String kind() {
      return what.replaceAll("[^A-Za-z.].*", "");
    }

    /** The last calls, without line numbers of the JDK. */
    String where() {
      return Stream.of(frames)
          .limit(FRAMES)
          .map(StackTraceElement::toString)
          .collect(Collectors.joining("\n        at ", "\n        at ", ""));
    }
  }
}
