package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.commit.Manifest;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * Takes over the objects of a published store that a new version of it holds as they are: they are
 * copied inside the bucket, and nothing is decoded. An object that is no longer as it was published
 * is not taken over.
 */
final class UnchangedObjects {
  private final RunFolder run;
  private final PublishedBase base;
  private final String name;
  private final ObjectStore published;
  private final Map<String, Manifest.Entry> entries = new HashMap<>();

  /** Those that a run may take over; {@code name} is that of the store. */
  UnchangedObjects(RunFolder run, PublishedBase base, String name) throws IOException {
    this.run = run;
    this.base = base;
    this.name = name;
    RunFolder made = run.sibling(base.store());
    this.published = made.target(name);
    Manifest manifest =
        run.sibling(base.run())
            .manifest(base.store())
            .orElseThrow(() -> new IOException("the manifest of " + base.store() + " is gone"));
    manifest.arrays().values().forEach(rows -> rows.forEach(row -> entries.put(row.key(), row)));
  }

  /**
   * Copies an object, or finds that it was not written as all its values are the fill value.
   *
   * @param number of the object among the array's, row-major
   * @return its row of the manifest; empty if the object must be made of the sources
   */
  Optional<Manifest.Entry> take(String array, long number, String key) throws IOException {
    Manifest.Entry entry = entries.get(key);
    if (entry == null || base.isTouched(array, number)) {
      return Optional.empty();
    }
    if (entry.written() == null) {
      return Optional.of(entry);
    }
    Optional<ObjectInfo> there = published.stat(key);
    if (there.isEmpty() || !entry.written().agrees(there.get())) {
      return Optional.empty();
    }
    ObjectInfo copy = run.copy(base.store(), name, key);
    return entry.written().agrees(copy) ? Optional.of(entry) : Optional.empty();
  }
}
