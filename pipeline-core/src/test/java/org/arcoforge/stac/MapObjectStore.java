package org.arcoforge.stac;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;

/** Objects in a map, with hooks to make requests fail. */
class MapObjectStore implements ObjectStore {
  private static final class Stored {
    private final byte[] bytes;
    private final ObjectInfo info;

    Stored(byte[] bytes, ObjectInfo info) {
      this.bytes = bytes;
      this.info = info;
    }
  }

  /** What happens around a replacement. */
  interface Hook {
    void at(String key) throws IOException;
  }

  private final TreeMap<String, Stored> objects = new TreeMap<>();
  private long generation;
  Hook beforeReplace = key -> {};
  Hook afterReplace = key -> {};
  int writes;

  @Override
  public String location() {
    return "memory://catalog/";
  }

  @Override
  public synchronized ObjectInfo create(String key, byte[] bytes, int offset, int length)
      throws IOException {
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    Stored there = objects.get(key);
    if (there == null) {
      return put(key, copy);
    }
    if (!Arrays.equals(there.bytes, copy)) {
      throw new ObjectExistsException(url(key) + ": exists with other bytes");
    }
    return there.info;
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long expected) throws IOException {
    beforeReplace.at(key);
    ObjectInfo info;
    synchronized (this) {
      Stored there = objects.get(key);
      if ((there == null ? 0 : there.info.generation()) != expected) {
        throw new GenerationMismatchException(url(key) + ": changed");
      }
      info = put(key, bytes.clone());
    }
    afterReplace.at(key);
    return info;
  }

  private ObjectInfo put(String key, byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    ObjectInfo info = new ObjectInfo(key, bytes.length, crc.getValue(), ++generation, 0);
    objects.put(key, new Stored(bytes, info));
    writes++;
    return info;
  }

  synchronized void overwrite(String key, byte[] bytes) {
    put(key, bytes);
  }

  @Override
  public synchronized Optional<ObjectInfo> stat(String key) {
    return Optional.ofNullable(objects.get(key)).map(s -> s.info);
  }

  @Override
  public synchronized byte[] read(String key) throws IOException {
    Stored there = objects.get(key);
    if (there == null) {
      throw new ObjectNotFoundException(url(key) + ": no such object");
    }
    return there.bytes.clone();
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    System.arraycopy(read(key), (int) position, target, offset, length);
  }

  @Override
  public synchronized Stream<ObjectInfo> list(String prefix) {
    return objects.values().stream()
        .map(s -> s.info)
        .filter(info -> info.key().startsWith(prefix))
        .toList()
        .stream();
  }

  @Override
  public synchronized Stream<String> children(String prefix) {
    return objects.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .map(rest -> rest.contains("/") ? rest.substring(0, rest.indexOf('/') + 1) : rest)
        .distinct()
        .toList()
        .stream();
  }

  @Override
  public synchronized void delete(String key) {
    objects.remove(key);
  }

  @Override
  public void close() {}
}
