package org.arcoforge.store;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;

/** Open stores of this process: a client is made once, and kept. */
public final class SharedStores {
  private static final ConcurrentHashMap<String, ObjectStore> OPEN = new ConcurrentHashMap<>();

  private SharedStores() {}

  public static ObjectStore at(String url) throws IOException {
    ObjectStore store = OPEN.get(url);
    if (store == null) {
      store = ObjectStores.open(url);
      ObjectStore other = OPEN.putIfAbsent(url, store);
      if (other != null) {
        store.close();
        store = other;
      }
    }
    return store;
  }

  /** Uses that store for a URL from now on, as a test does to see what failing stores lead to. */
  public static void use(String url, ObjectStore store) {
    OPEN.put(url, store);
  }
}
