package org.arcoforge.catalog.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.arcoforge.network.ParallelRequests;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectStore;

/**
 * The bundle is the page's files by key. All but {@code index.html} are named after their content,
 * so that they are created once, never changed, and a page that is open goes on working.
 *
 * @param files whole files by key, as they are written
 */
record PageBundle(Map<String, byte[]> files) {
  static final String INDEX = "index.html";
  private static final String FOLDER = "/org/arcoforge/page/";
  private static final String LIST = "files.txt";

  PageBundle {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** Reads the bundle that the build put on the class path; without one it has no files. */
  static PageBundle onClassPath() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Optional<byte[]> list = resource(LIST);
    if (list.isPresent()) {
      for (String key : new String(list.get(), StandardCharsets.UTF_8).split("\n")) {
        files.put(
            key,
            resource(key)
                .orElseThrow(
                    () ->
                        new IOException(
                            "the page's file "
                                + key
                                + " is not on the class path, though "
                                + LIST
                                + " names it; build anew")));
      }
    }
    return new PageBundle(files);
  }

  private static Optional<byte[]> resource(String key) throws IOException {
    try (InputStream in = PageBundle.class.getResourceAsStream(FOLDER + key)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  /**
   * Writes what is missing, and last {@code index.html} if it is another: it names the others.
   *
   * @param seen {@code index.html} as it was
   */
  void writeTo(ObjectStore store, ObjectStore.Seen seen) throws IOException {
    if (!files.isEmpty()) {
      new PageFiles(store).add(named());
    }
    List<ParallelRequests.Task> others = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (!file.getKey().equals(INDEX)) {
        others.add(() -> store.create(file.getKey(), file.getValue()));
      }
    }
    ParallelRequests.all(store.isRemote(), others);
    byte[] index = files.get(INDEX);
    if (index == null || is(seen)) {
      return;
    }
    try {
      store.replace(INDEX, index, seen.generation());
    } catch (GenerationMismatchException e) {
      // Another one wrote a page at the same moment; it is whole, and the next build looks again.
      return;
    }
  }

  /** Returns the keys of the files that are named after their content. */
  Set<String> named() {
    Set<String> named = new TreeSet<>(files.keySet());
    named.remove(INDEX);
    return named;
  }

  /**
   * Returns whether a store has this bundle, going by {@code index.html}, which is written last.
   */
  boolean is(ObjectStore.Seen seen) {
    return Arrays.equals(seen.bytes(), files.get(INDEX));
  }
}
