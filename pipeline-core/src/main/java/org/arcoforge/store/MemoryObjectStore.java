package org.arcoforge.store;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Stores objects in the heap, for tests and small experiments; there is one store per name and JVM.
 */
final class MemoryObjectStore implements ObjectStore {
  private static final class Entry {
    final byte[] bytes;
    final ObjectInfo info;

    Entry(byte[] bytes, ObjectInfo info) {
      this.bytes = bytes;
      this.info = info;
    }
  }

  private static final ConcurrentHashMap<String, MemoryObjectStore> STORES =
      new ConcurrentHashMap<>();
  private static final AtomicLong GENERATIONS = new AtomicLong();

  private final String name;
  private final ConcurrentSkipListMap<String, Entry> objects = new ConcurrentSkipListMap<>();

  private MemoryObjectStore(String name) {
    this.name = name;
  }

  static MemoryObjectStore named(String name) {
    return STORES.computeIfAbsent(name, MemoryObjectStore::new);
  }

  @Override
  public String location() {
    return "memory://" + name + "/";
  }

  private static Entry entry(String key, byte[] bytes, int offset, int length) {
    byte[] copy = new byte[length];
    System.arraycopy(bytes, offset, copy, 0, length);
    ObjectInfo info =
        new ObjectInfo(
            key,
            length,
            ObjectKeys.crc32c(copy, 0, length),
            GENERATIONS.incrementAndGet(),
            System.currentTimeMillis());
    return new Entry(copy, info);
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    Entry made = entry(ObjectKeys.check(key), bytes, offset, length);
    Entry there = objects.putIfAbsent(key, made);
    if (there == null) {
      return made.info;
    }
    if (there.info.size() != length || there.info.crc32c() != made.info.crc32c()) {
      throw ObjectKeys.exists(url(key), length, made.info.crc32c(), there.info);
    }
    return there.info;
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    Entry made = entry(ObjectKeys.check(key), bytes, 0, bytes.length);
    long found;
    synchronized (objects) {
      Entry there = objects.get(key);
      found = there == null ? 0 : there.info.generation();
      if (found == generation) {
        // A create may have come between: it does not take the lock.
        if (there != null) {
          objects.put(key, made);
          return made.info;
        }
        Entry winner = objects.putIfAbsent(key, made);
        if (winner == null) {
          return made.info;
        }
        found = winner.info.generation();
      }
    }
    throw new GenerationMismatchException(ObjectKeys.changed(url(key), generation, found));
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    return Optional.ofNullable(objects.get(ObjectKeys.check(key))).map(e -> e.info);
  }

  private Entry get(String key) throws ObjectNotFoundException {
    Entry entry = objects.get(ObjectKeys.check(key));
    if (entry == null) {
      throw new ObjectNotFoundException(url(key) + ": no such object");
    }
    return entry;
  }

  @Override
  public byte[] read(String key) throws IOException {
    return get(key).bytes.clone();
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    byte[] bytes = get(key).bytes;
    if (position < 0 || position + length > bytes.length) {
      throw new IOException(
          url(key)
              + ": expected bytes "
              + position
              + " to "
              + (position + length)
              + ", but the object has "
              + bytes.length);
    }
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  private NavigableMap<String, Entry> below(String prefix) {
    return objects.tailMap(prefix, true);
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    ObjectKeys.checkPrefix(prefix);
    return below(prefix).entrySet().stream()
        .takeWhile(e -> e.getKey().startsWith(prefix))
        .map(e -> e.getValue().info);
  }

  @Override
  public Stream<String> children(String prefix) {
    ObjectKeys.checkFolder(prefix);
    // Sorted keys bring the objects of one folder together, and a folder's name with its slash
    // sorts where its objects do.
    return below(prefix).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .map(rest -> rest.indexOf('/') < 0 ? rest : rest.substring(0, rest.indexOf('/') + 1))
        .distinct();
  }

  @Override
  public void delete(String key) {
    synchronized (objects) {
      objects.remove(ObjectKeys.check(key));
    }
  }

  @Override
  public void close() {}
}
