package org.arcoforge.format.zarr;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ReadOnlyStore;

/** Wraps a store that is a source: it can only be read, and its bytes are counted. */
final class CountedStore implements ReadOnlyStore {
  private final ObjectStore store;
  private final LongAdder bytesRead;

  CountedStore(ObjectStore store, LongAdder bytesRead) {
    this.store = store;
    this.bytesRead = bytesRead;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return store.stat(key);
  }

  @Override
  public byte[] read(String key) throws IOException {
    byte[] bytes = store.read(key);
    bytesRead.add(bytes.length);
    return bytes;
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    store.read(key, position, target, offset, length);
    bytesRead.add(length);
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
  public void close() {
    store.close();
  }
}
