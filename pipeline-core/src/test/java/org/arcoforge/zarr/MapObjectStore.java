package org.arcoforge.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;

/** The least store that the tests of this package need; not for several threads that write. */
final class MapObjectStore implements ObjectStore {
  final SortedMap<String, byte[]> objects = new TreeMap<>();

  /** How often an object was read as a whole. */
  int wholeReads;

  /** A store of the files below a folder. */
  static MapObjectStore ofFolder(Path folder) throws IOException {
    MapObjectStore store = new MapObjectStore();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = folder.relativize(file).toString().replace('\\', '/');
        store.objects.put(key, Files.readAllBytes(file));
      }
    }
    return store;
  }

  /** Writes every object as a file. */
  void copyTo(Path folder) throws IOException {
    for (var entry : objects.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  private ObjectInfo info(String key) {
    return new ObjectInfo(key, Objects.requireNonNull(objects.get(key)).length, -1, 1, 0);
  }

  @Override
  public String location() {
    return "map://test/";
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    objects.put(key, Arrays.copyOfRange(bytes, offset, offset + length));
    return info(key);
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    return create(key, bytes);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    return objects.containsKey(key) ? Optional.of(info(key)) : Optional.empty();
  }

  @Override
  public byte[] read(String key) throws IOException {
    byte[] bytes = objects.get(key);
    if (bytes == null) {
      throw new ObjectNotFoundException(url(key));
    }
    wholeReads++;
    return bytes.clone();
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    byte[] bytes = objects.get(key);
    if (bytes == null) {
      throw new ObjectNotFoundException(url(key));
    }
    if (position + length > bytes.length) {
      throw new IOException(url(key) + " ends before " + (position + length));
    }
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    return objects.keySet().stream().filter(k -> k.startsWith(prefix)).map(this::info);
  }

  @Override
  public Stream<String> children(String prefix) {
    return objects.keySet().stream()
        .filter(k -> k.startsWith(prefix))
        .map(k -> k.substring(prefix.length()))
        .map(k -> k.contains("/") ? k.substring(0, k.indexOf('/') + 1) : k)
        .distinct();
  }

  @Override
  public void delete(String key) {
    objects.remove(key);
  }

  @Override
  public void close() {}
}
