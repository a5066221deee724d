package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/** A store that remembers what is created, and fails or lies when a test wants it to. */
final class FaultyObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final Create create;
  private final List<String> created = Collections.synchronizedList(new ArrayList<>());

  /** What a create does. */
  interface Create {
    ObjectInfo create(ObjectStore store, int number, String key, byte[] bytes) throws IOException;
  }

  FaultyObjectStore(ObjectStore store, Create create) {
    this.store = store;
    this.create = create;
  }

  /** Fails from the {@code n}-th create on (counted from 0), as a process that was killed does. */
  static FaultyObjectStore stoppedAt(ObjectStore store, int n) {
    return new FaultyObjectStore(
        store,
        (s, number, key, bytes) -> {
          if (number >= n) {
            throw new IOException("the process ends here, at " + key);
          }
          return s.create(key, bytes);
        });
  }

  /** Only remembers. */
  static FaultyObjectStore recording(ObjectStore store) {
    return new FaultyObjectStore(store, (s, number, key, bytes) -> s.create(key, bytes));
  }

  /** Keys in the order in which they were created. */
  List<String> created() {
    synchronized (created) {
      return List.copyOf(created);
    }
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    int number;
    synchronized (created) {
      number = created.size();
      created.add(key);
    }
    return create.create(
        store, number, key, java.util.Arrays.copyOfRange(bytes, offset, offset + length));
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    return store.replace(key, bytes, generation);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return store.stat(key);
  }

  @Override
  public byte[] read(String key) throws IOException {
    return store.read(key);
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    store.read(key, position, target, offset, length);
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
  public void delete(String key) throws IOException {
    store.delete(key);
  }

  @Override
  public void close() {}
}
