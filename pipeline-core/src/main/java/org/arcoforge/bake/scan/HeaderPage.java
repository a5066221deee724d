package org.arcoforge.bake.scan;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.Sharing;
import org.arcoforge.bake.StoredObject;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * A header page holds the headers of neighbouring positions, kept as one object. An object that is
 * damaged or foreign counts as none and is replaced; one that cannot be read or written is let be.
 * Safe for many threads; of two processes that write one, the second adds to what the first has
 * written.
 */
final class HeaderPage {
  private static final int ATTEMPTS = 5;
  private static final int MOST = 4096;

  private final ObjectStore store;
  private final String key;
  private final long oldest;
  private final Map<String, SourceHeader> added = new HashMap<>();
  private final Map<String, SourceHeader> kept = new HashMap<>();
  private boolean read;
  private long generation;
  private boolean usable = true;

  /** This is what is stored: headers by {@link org.arcoforge.source.Sources#key}. */
  private record Stored(LinkedHashMap<String, SourceHeader> headers) implements Serializable {}

  /**
   * Makes a page of which nothing was read yet.
   *
   * @param oldest milliseconds since 1970 before which a page that was written counts as none
   */
  HeaderPage(ObjectStore store, String name, long oldest) {
    this.store = store;
    this.oldest = oldest;
    this.key = name.substring(0, 2) + "/" + name;
  }

  /** Returns what is kept of a file, if anything is. */
  synchronized Optional<SourceHeader> get(String urlKey) {
    if (!read) {
      load();
      read = true;
    }
    return Optional.ofNullable(kept.get(urlKey));
  }

  /** Adds what was learned of a file. */
  synchronized void put(String urlKey, SourceHeader header) {
    added.put(urlKey, header);
  }

  private void load() {
    kept.clear();
    generation = 0;
    try {
      Optional<ObjectInfo> info = store.stat(key);
      if (info.isEmpty()) {
        return;
      }
      generation = info.get().generation();
      if (info.get().modified() < oldest) {
        return;
      }
      byte[] bytes = store.read(key);
      StoredObject.decode(bytes, Stored.class).headers().forEach(this::keep);
    } catch (IOException | RuntimeException e) {
      kept.clear(); // not ours, or not whole
    }
  }

  private void keep(String urlKey, SourceHeader header) {
    java.util.Objects.requireNonNull(header.version());
    java.util.Objects.requireNonNull(header.description());
    kept.put(urlKey, header);
  }

  /** Writes what was added, together with what was there. */
  synchronized void save() {
    for (int i = 0; i < ATTEMPTS && usable && !added.isEmpty(); i++) {
      try {
        store.replace(key, encode(), generation);
        added.clear();
      } catch (GenerationMismatchException e) {
        load();
      } catch (IOException | RuntimeException e) {
        usable = false; // a cache that cannot be written only costs time
      }
    }
  }

  private byte[] encode() throws IOException {
    Sharing sharing = new Sharing();
    LinkedHashMap<String, SourceHeader> all = new LinkedHashMap<>();
    added.forEach((url, header) -> all.put(url, header.shared(sharing)));
    for (Map.Entry<String, SourceHeader> e : kept.entrySet()) {
      if (all.size() < MOST) { // files that the pattern names no more
        all.putIfAbsent(e.getKey(), e.getValue().shared(sharing));
      }
    }
    return StoredObject.encode(new Stored(all));
  }
}
