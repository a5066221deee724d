package org.arcoforge.commit;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.arcoforge.store.ObjectStores;

/** Checks, before the first byte is written, which store may be written by which kind of bake. */
public final class BucketPolicy {
  private BucketPolicy() {}

  /**
   * Checks that scratch and persistent are apart, so that what expires cannot be what stays. Both
   * are compared by what they name, however they are spelled ({@code file:/x}, {@code file:///x/},
   * {@code /y/../x}).
   *
   * @throws IllegalArgumentException if one is within the other
   */
  public static void check(String scratch, String persistent) {
    String a = normal(scratch);
    String b = normal(persistent);
    if (a.startsWith(b) || b.startsWith(a)) {
      throw new IllegalArgumentException(
          "scratch ("
              + scratch
              + ") and persistent ("
              + persistent
              + ") must not be within each other: pruned bakes write to scratch only, and scratch expires");
    }
  }

  /** Returns one spelling for each place, ending in a slash. */
  static String normal(String url) {
    Optional<Path> path = ObjectStores.localPath(url);
    if (path.isPresent()) {
      return slash("file://" + parts(path.get().toAbsolutePath().normalize().toString()));
    }
    int at = url.indexOf("://");
    return at < 0
        ? slash(url)
        : slash(
            url.substring(0, at).toLowerCase(Locale.ROOT) + ":/" + parts(url.substring(at + 3)));
  }

  /** The parts that name something, each after a slash. */
  private static String parts(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("[/\\\\]+")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  private static String slash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }
}
