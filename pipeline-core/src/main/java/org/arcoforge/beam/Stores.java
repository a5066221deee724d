package org.arcoforge.beam;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/** Open stores of this process: a client is made once, and kept. */
final class Stores {
  private static final ConcurrentHashMap<String, ObjectStore> OPEN = new ConcurrentHashMap<>();

  private Stores() {}

  static ObjectStore at(String url) throws IOException {
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
  static void use(String url, ObjectStore store) {
    OPEN.put(url, store);
  }
}
