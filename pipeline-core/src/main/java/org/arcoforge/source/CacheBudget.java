package org.arcoforge.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.OpenStores;

/**
 * A cache budget knows how much a cache may hold and for how long, what of it is used, and what
 * people are to be told of it. What the cache holds is counted by listing it when something is to
 * be added, and again when this process has added a part of the limit: others add to it too. Safe
 * for many threads.
 */
final class CacheBudget implements Closeable {
  /** Counted again when one such part of the limit was added. */
  private static final int PART = 16;

  private final Sources.Cache cache;
  private final OpenStores stores;
  private final Set<String> notices = new ConcurrentSkipListSet<>();
  private boolean isClosed; // to additions; guarded by this
  private long held = -1; // when it was counted; guarded by this
  private long added; // since; guarded by this

  /** Makes a budget that closes the stores when it is closed. */
  CacheBudget(Sources.Cache cache, OpenStores stores) {
    this.cache = cache;
    this.stores = stores;
  }

  Sources.Cache cache() {
    return cache;
  }

  /** Returns the store that the cache is. */
  ObjectStore store() throws IOException {
    return stores.at(cache.url());
  }

  /** Returns whether what was kept at that time, in milliseconds, is too old. */
  boolean isExpired(long kept) {
    return !cache.expire().isZero()
        && kept < System.currentTimeMillis() - cache.expire().toMillis();
  }

  /** Returns whether something may be added. */
  synchronized boolean isOpen() {
    if (isClosed || cache.mostBytes() == Long.MAX_VALUE) {
      return !isClosed;
    }
    if (held < 0 || added > cache.mostBytes() / PART) {
      try {
        held = count();
        added = 0;
      } catch (IOException | UncheckedIOException e) {
        close("cannot be listed, so that nobody knows how full it is: " + FailureWords.of(e));
      }
    }
    if (!isClosed && held + added >= cache.mostBytes()) {
      close(
          String.format(
              Locale.ROOT,
              "holds %,d bytes and may hold %,d (max_size); 'arco sweep' makes room",
              held + added,
              cache.mostBytes()));
    }
    return !isClosed;
  }

  private long count() throws IOException {
    try (Stream<ObjectInfo> all = store().list("")) {
      return all.mapToLong(ObjectInfo::size).sum();
    }
  }

  /** Counts what was added. */
  synchronized void added(long bytes) {
    added += bytes;
  }

  /** Lets nothing be added from now on. */
  synchronized void close(String why) {
    if (!isClosed) {
      isClosed = true;
      tell(why + "; nothing is added to it");
    }
  }

  /** Tells people something of the cache, once. */
  void tell(String what) {
    notices.add("warning: the cache " + cache.url() + " " + what);
  }

  /** Returns what people are to be told. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void close() {
    stores.close();
  }
}
