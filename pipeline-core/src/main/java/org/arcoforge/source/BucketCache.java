package org.arcoforge.source;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreAccessException;

/**
 * Keeps blocks of fetched files in a bucket, which many workers share: each block of each version
 * is one object, created once, and held against its digest whenever it is read. One that is damaged
 * or too old counts as none and is replaced; a bucket that cannot be read or written only costs
 * time. Nothing is ever deleted here.
 */
final class BucketCache implements SourceCache {
  private static final int FAILURES = 8; // in a row, after which nothing more is tried

  private final Origin origin;
  private final CacheBudget budget;
  private final AtomicInteger failures = new AtomicInteger();

  /** Versions of files that turned out damaged and were let go of, by the keys of their blocks. */
  private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

  /** Blocks of such versions that were fetched anew since. */
  private final Set<String> renewed = ConcurrentHashMap.newKeySet();

  /** Few for all blocks: threads that want one fetch it once. */
  private final ReentrantLock[] fetching =
      Stream.generate(ReentrantLock::new).limit(1024).toArray(ReentrantLock[]::new);

  BucketCache(Origin origin, CacheBudget budget) {
    this.origin = origin;
    this.budget = budget;
  }

  @Override
  public ByteSource open(String url, boolean partly) throws IOException {
    SourceVersion version = origin.look(url).orElse(null);
    ByteSource opened = null;
    if (version == null) {
      opened = origin.direct(url);
      version = opened.version();
    }
    if (version.size() < 0 || (version.etag().isEmpty() && version.modified() == 0)) {
      return opened == null ? origin.direct(url) : opened; // nothing tells it from another
    }
    return new CachedSource(this, origin, url, version, opened, partly);
  }

  /** The lock that threads hold who look for a block and, if there is none, fetch it. */
  ReentrantLock lock(String key) {
    return fetching[Math.floorMod(key.hashCode(), fetching.length)];
  }

  /** Returns a block; empty if it is not there as it should be. */
  Optional<byte[]> find(String key, int length) {
    boolean isForgotten = forgotten.contains(version(key)) && !renewed.contains(key);
    if (isForgotten || failures.get() >= FAILURES) {
      return Optional.empty();
    }
    try {
      Optional<CachedBlock> block =
          CachedBlock.decode(key, length, budget.store().read(key))
              .filter(b -> !budget.isExpired(b.fetched()));
      failures.set(0);
      return block.map(CachedBlock::bytes);
    } catch (ObjectNotFoundException e) {
      failures.set(0);
      return Optional.empty();
    } catch (IOException e) {
      failed("cannot be read", e);
      return Optional.empty();
    }
  }

  /** Keeps a block, unless one that is right is there already. */
  void keep(String key, byte[] bytes) {
    if (failures.get() >= FAILURES || !budget.isOpen()) {
      return;
    }
    byte[] object = new CachedBlock(System.currentTimeMillis(), bytes).encode(key);
    try {
      ObjectStore store = budget.store();
      try {
        store.create(key, object);
        budget.added(object.length);
      } catch (ObjectExistsException e) {
        replace(store, key, object, bytes.length);
      }
      if (forgotten.contains(version(key))) {
        renewed.add(key);
      }
      failures.set(0);
    } catch (StoreAccessException e) {
      budget.close("cannot be written: " + FailureWords.of(e));
    } catch (IOException e) {
      failed("cannot be written", e);
    }
  }

  private void replace(ObjectStore store, String key, byte[] object, int length)
      throws IOException {
    Optional<ObjectInfo> there = store.stat(key);
    if (there.isPresent() && find(key, length).isEmpty()) {
      try {
        store.replace(key, object, there.get().generation());
      } catch (GenerationMismatchException e) {
        return; // somebody else has just done it
      }
    }
  }

  private void failed(String what, IOException e) {
    boolean isEnough = failures.incrementAndGet() == FAILURES;
    if (isEnough) {
      budget.tell(what + ", and is not used any more: " + FailureWords.of(e));
    }
  }

  private static String version(String key) {
    return key.substring(0, key.lastIndexOf('/'));
  }

  @Override
  public boolean forget(String url, ByteSource damaged) {
    if (!(damaged instanceof CachedSource)) {
      return false;
    }
    String version = version(CachedBlock.key(url, damaged.version(), 0));
    renewed.removeIf(key -> version(key).equals(version));
    return forgotten.add(version);
  }
}
