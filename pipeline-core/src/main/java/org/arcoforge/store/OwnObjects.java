package org.arcoforge.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Own objects are a remote store in which small documents that this process has created, and that
 * nobody ever replaces, are not asked for again: those in the folders of runs, and items of the
 * catalog. All else goes to the store.
 */
final class OwnObjects implements ObjectStore {
  /** Bytes of one that is remembered, and of all. */
  private static final int MOST = 1 << 18;

  private static final long MOST_OF_ALL = 1 << 23;

  private final ObjectStore store;
  private final ConcurrentHashMap<String, byte[]> own = new ConcurrentHashMap<>();
  private final AtomicLong room = new AtomicLong(MOST_OF_ALL);

  OwnObjects(ObjectStore store) {
    this.store = store;
  }

  private static boolean isNeverReplaced(String key) {
    return key.startsWith("runs/") || key.endsWith("/item.json");
  }

  private void forget(String key) {
    byte[] bytes = own.remove(key);
    if (bytes != null) {
      room.addAndGet(bytes.length);
    }
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    ObjectInfo info = store.create(key, bytes, offset, length);
    if (isNeverReplaced(key) && length <= MOST && room.get() >= length) {
      byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
      if (own.putIfAbsent(key, copy) == null) {
        room.addAndGet(-length);
      }
    }
    return info;
  }

  @Override
  public byte[] read(String key) throws IOException {
    byte[] bytes = own.get(key);
    return bytes == null ? store.read(key) : bytes.clone();
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    forget(key);
    return store.replace(key, bytes, generation);
  }

  @Override
  public void delete(String key) throws IOException {
    forget(key);
    store.delete(key);
  }

  @Override
  public boolean isRemote() {
    return store.isRemote();
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<ObjectDraft> draft(int head) throws IOException {
    return store.draft(head);
  }

  @Override
  public ObjectInfo copy(String from, String to) throws IOException {
    return store.copy(from, to);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return store.stat(key);
  }

  @Override
  public OptionalLong nearSize(String key) throws IOException {
    return store.nearSize(key);
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    store.read(key, position, target, offset, length);
  }

  @Override
  public void readVersion(
      String key, long generation, long position, byte[] target, int offset, int length)
      throws IOException {
    store.readVersion(key, generation, position, target, offset, length);
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    return store.children(prefix);
  }

  @Override
  public List<Leftovers> leftovers(int depth, boolean dryRun) throws IOException {
    return store.leftovers(depth, dryRun);
  }

  @Override
  public void checkWritable(String prefix) throws IOException {
    store.checkWritable(prefix);
  }

  @Override
  public void close() {
    own.clear();
    store.close();
  }
}
