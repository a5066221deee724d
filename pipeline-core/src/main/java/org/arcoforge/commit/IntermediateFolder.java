package org.arcoforge.commit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/**
 * Names what a run puts into scratch on the way to its store: {@code <run>/intermediate/values/…},
 * the objects of intermediate arrays, and {@code <run>/intermediate/receipts/…}. There are no
 * metadata, so that nobody takes it for a store. It is deleted when the run has ended, and expires
 * if it has not; {@code arco sweep} knows it by the run's id.
 */
public final class IntermediateFolder {
  private static final String FOLDER = "/intermediate/";

  private final ObjectStore scratch;
  private final ObjectStore folder;

  /**
   * Makes the folder of a run.
   *
   * @param scratch the recipe's part of scratch
   */
  public IntermediateFolder(ObjectStore scratch, RunId run) {
    this.scratch = scratch;
    this.folder = scratch.within(run + FOLDER);
  }

  /** Returns where it is. */
  public String location() {
    return folder.location();
  }

  /**
   * Returns the folder of this machine for files that no other process is to see: the recipe's part
   * of scratch, or where that is a bucket, the folder of temporary files.
   */
  public Path onThisMachine() {
    return ObjectStores.localPath(scratch.location())
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Returns receipts of the tiles of intermediate arrays. */
  public Receipts receipts() {
    return new Receipts(folder);
  }

  /** Returns objects of intermediate arrays. */
  public ObjectStore values() {
    return folder.within("values/");
  }

  /**
   * Creates an object. One of other bytes is damaged, as a tile always gives the same ones, and is
   * replaced.
   */
  public static ObjectInfo create(ObjectStore values, String key, byte[] bytes, int length)
      throws IOException {
    try {
      return values.create(key, bytes, 0, length);
    } catch (ObjectExistsException e) {
      values.delete(key);
      return values.create(key, bytes, 0, length);
    }
  }

  /** Deletes all of it: receipts first, so that no object is missed that has one. */
  public void delete() throws IOException {
    for (String part : new String[] {"receipts/", "values/"}) {
      try (Stream<ObjectInfo> all = folder.list(part)) {
        for (Iterator<ObjectInfo> each = all.iterator(); each.hasNext(); ) {
          folder.delete(each.next().key());
        }
      }
    }
  }
}
