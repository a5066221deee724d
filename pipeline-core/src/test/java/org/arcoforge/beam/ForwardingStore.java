package org.arcoforge.beam;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/** A store that does what another one does, until something in it is broken. */
class ForwardingStore implements ObjectStore {
  final ObjectStore store;

  ForwardingStore(ObjectStore store) {
    this.store = store;
  }

  static boolean isData(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return key.contains(".zarr/") && !name.equals("zarr.json") && !name.startsWith(".");
  }

  static boolean isConsolidated(String key) {
    return key.endsWith(".zarr/zarr.json") || key.endsWith("/.zmetadata");
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public final ObjectInfo create(String key, byte[] bytes, int offset, int length)
      throws IOException {
    return make(key, Arrays.copyOfRange(bytes, offset, offset + length));
  }

  ObjectInfo make(String key, byte[] bytes) throws IOException {
    return store.create(key, bytes);
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
    byte[] whole = read(key);
    if (position + length > whole.length) {
      throw new IOException(url(key) + " ends before " + (position + length));
    }
    System.arraycopy(whole, Math.toIntExact(position), target, offset, length);
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
