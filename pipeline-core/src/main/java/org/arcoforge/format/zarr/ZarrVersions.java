package org.arcoforge.format.zarr;

import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.arcoforge.source.Sha256;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/**
 * Computes what tells one state of a Zarr store from another. Where it can be listed: a digest of
 * the names, sizes and times of its objects, of so many at most. On a web server: of the root's
 * metadata, which do not change where only values of chunks do.
 */
final class ZarrVersions {
  private static final int MOST = 200_000;
  private static final int CHEAP = 2_000;

  private final ObjectStore store;
  private final boolean web;
  private int listed;

  ZarrVersions(ObjectStore store, boolean web) {
    this.store = store;
    this.web = web;
  }

  /** Returns the state now. */
  SourceVersion now() throws IOException {
    if (web) {
      Sha256 sha = new Sha256();
      long size = 0;
      for (String root : new String[] {"zarr.json", ".zmetadata"}) {
        if (store.stat(root).isPresent()) {
          byte[] bytes = store.read(root);
          sha.add(bytes);
          size += bytes.length;
        }
      }
      return version(size, sha);
    }
    return listing();
  }

  /** Returns the state now if that is cheap to tell, else the one given. */
  SourceVersion again(SourceVersion opened) throws IOException {
    return web || listed > CHEAP ? opened : listing();
  }

  private SourceVersion listing() throws IOException {
    Sha256 sha = new Sha256();
    long size = 0;
    listed = 0;
    try (Stream<ObjectInfo> objects = store.list("")) {
      for (Iterator<ObjectInfo> all = objects.iterator(); all.hasNext() && listed < MOST; ) {
        ObjectInfo o = all.next();
        sha.add(o.key() + "\t" + o.size() + "\t" + o.generation() + "\t" + o.modified() + "\n");
        size += o.size();
        listed++;
      }
    }
    return version(size, sha);
  }

  private static SourceVersion version(long size, Sha256 sha) {
    return new SourceVersion(size, sha.name(), 0);
  }
}
