package org.arcoforge.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
}
