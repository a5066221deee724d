package org.arcoforge.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

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
  static final class OwnObjects extends PrefixStore {
    /** Bytes of one that is remembered, and of all. */
    private static final int MOST = 1 << 18;

    private static final long MOST_OF_ALL = 1 << 23;

    private final ConcurrentHashMap<String, byte[]> own = new ConcurrentHashMap<>();
    private final AtomicLong room = new AtomicLong(MOST_OF_ALL);

    OwnObjects(ObjectStore store) {
      super(store, "", true);
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
      ObjectInfo info = super.create(key, bytes, offset, length);
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
      return bytes == null ? super.read(key) : bytes.clone();
    }

    @Override
    public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
      forget(key);
      return super.replace(key, bytes, generation);
    }

    @Override
    public void delete(String key) throws IOException {
      forget(key);
      super.delete(key);
    }

    @Override
    public ObjectStore within(String prefix) {
      return new PrefixStore(this, prefix); // which is to know of them, too
    }

    @Override
    public void close() {
      own.clear();
      super.close();
    }
  }
}
