package org.arcoforge.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreAccessException;

/** Reads an object of a store by ranges. */
final class StoreSource extends BlockSource {
  private static final int AT_ONCE = 16; // ranges; services of buckets take one a request

  private final ObjectStore store;
  private final FetchThreads threads;
  private final String key;
  private final ObjectInfo info;

  private StoreSource(ObjectStore store, String key, ObjectInfo info, FetchThreads threads) {
    super(version(info));
    this.threads = threads;
    this.store = store;
    this.key = key;
    this.info = info;
  }

  static StoreSource open(ObjectStore store, String key, FetchThreads threads) throws IOException {
    String url = store.url(key);
    Optional<ObjectInfo> info;
    try {
      info = store.stat(key);
    } catch (StoreAccessException e) {
      throw new SourceException(
          url, "access is refused: " + e.getMessage(), true, SourceException.Reason.REFUSED, e);
    } catch (IOException e) {
      throw new SourceException(url, "cannot be looked up: " + e.getMessage(), false, e);
    }
    if (info.isEmpty()) {
      throw new SourceNotFoundException(url, "no such object");
    }
    return new StoreSource(store, key, info.get(), threads);
  }

  @Override
  void fetchAll(List<Piece> pieces) throws IOException {
    threads.each(pieces, AT_ONCE, this::fetch);
  }

  @Override
  void fetch(long position, byte[] target, int offset, int length) throws IOException {
    try {
      store.readVersion(key, info.generation(), position, target, offset, length);
    } catch (GenerationMismatchException e) {
      throw new SourceException(
          url(),
          "changed while it was read: " + e.getMessage() + "; run again",
          false,
          SourceException.Reason.CHANGED,
          e);
    } catch (IOException e) {
      throw new SourceException(url(), "cannot be read: " + e.getMessage(), false, e);
    }
  }

  ObjectInfo info() {
    return info;
  }

  @Override
  public String url() {
    return store.url(key);
  }

  static SourceVersion version(ObjectInfo info) {
    return new SourceVersion(info.size(), Long.toString(info.generation()), info.modified());
  }
}
