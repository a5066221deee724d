package org.arcoforge.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Shares stores between threads by their URLs: each is opened once, and closed with this. Safe for
 * many threads.
 */
public final class OpenStores implements Closeable {
  private final ConcurrentHashMap<String, ObjectStore> open = new ConcurrentHashMap<>();
  private final Set<String> lent = ConcurrentHashMap.newKeySet();

  /** Uses that store for a URL in place of the one that the URL names; its owner closes it. */
  public OpenStores with(String url, ObjectStore store) {
    lent.add(url);
    open.put(url, store);
    return this;
  }

  /**
   * Returns the store at a URL.
   *
   * @throws IOException if it cannot be opened
   */
  public ObjectStore at(String url) throws IOException {
    ObjectStore store = open.get(url);
    if (store == null) {
      ObjectStore opened = ObjectStores.open(url);
      store = opened.isRemote() ? new OwnObjects(opened) : opened;
      ObjectStore other = open.putIfAbsent(url, store);
      if (other != null) {
        store.close();
        store = other;
      }
    }
    return store;
  }

  @Override
  public void close() {
    open.forEach(
        (url, store) -> {
          if (!lent.contains(url)) {
            store.close();
          }
        });
    open.clear();
  }

  /**
   * Own objects are a remote store in which small documents that this process has created, and that
   * nobody ever replaces, are not asked for again: those in the folders of runs, and items of the
   * catalog. All else goes to the store.
   */
  static final class OwnObjects implements ObjectStore {
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
}
