package org.arcoforge.store;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** What stores hold, as values that a test compares, copies and changes. */
public final class StoreContents {
  private StoreContents() {}

  /** An empty store in memory that no other test sees. */
  public static ObjectStore inMemory() {
    return MemoryObjectStore.named(UUID.randomUUID().toString());
  }

  /** Keys, sorted, with their bytes. */
  public static Map<String, byte[]> of(ObjectStore store) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (Stream<ObjectInfo> list = store.list("")) {
      for (ObjectInfo info : (Iterable<ObjectInfo>) list::iterator) {
        all.put(info.key(), store.read(info.key()));
      }
    }
    return all;
  }

  /** Puts an object, whatever is there. */
  public static void put(ObjectStore store, String key, byte[] bytes) throws IOException {
    store.delete(key);
    store.create(key, bytes);
  }

  /** Creates each object of one store in another. */
  public static void copy(ObjectStore from, ObjectStore to) throws IOException {
    for (Map.Entry<String, byte[]> object : of(from).entrySet()) {
      to.create(object.getKey(), object.getValue());
    }
  }
}
