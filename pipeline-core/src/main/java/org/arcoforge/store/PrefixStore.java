package org.arcoforge.store;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of a store under a prefix. */
final class PrefixStore implements ObjectStore {
  private final ObjectStore store;
  private final String prefix;

  PrefixStore(ObjectStore store, String prefix) {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix must end in '/': " + prefix);
    }
    this.store = store;
    this.prefix = prefix;
  }

  private ObjectInfo strip(ObjectInfo info) {
    return new ObjectInfo(
        info.key().substring(prefix.length()),
        info.size(),
        info.crc32c(),
        info.generation(),
        info.modified());
  }

  @Override
  public String location() {
    return store.location() + prefix;
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    return strip(store.create(prefix + key, bytes, offset, length));
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    return strip(store.replace(prefix + key, bytes, generation));
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return store.stat(prefix + key).map(this::strip);
  }

  @Override
  public byte[] read(String key) throws IOException {
    return store.read(prefix + key);
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    store.read(prefix + key, position, target, offset, length);
  }

  @Override
  public Stream<ObjectInfo> list(String more) throws IOException {
    return store.list(prefix + more).map(this::strip);
  }

  @Override
  public Stream<String> children(String more) throws IOException {
    return store.children(prefix + more);
  }

  @Override
  public void delete(String key) throws IOException {
    store.delete(prefix + key);
  }

  @Override
  public ObjectStore within(String more) {
    return new PrefixStore(store, prefix + more);
  }

  @Override
  public void close() {}
}
