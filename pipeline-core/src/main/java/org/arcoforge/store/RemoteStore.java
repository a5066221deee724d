package org.arcoforge.store;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.network.NetworkWait;

/** A remote store is a store behind a network: whoever waits for it lets others work meanwhile. */
final class RemoteStore implements ObjectStore {
  private final ObjectStore store;

  RemoteStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    return NetworkWait.on(() -> store.create(key, bytes, offset, length));
  }

  @Override
  public ObjectInfo copy(String from, String to) throws IOException {
    return NetworkWait.on(() -> store.copy(from, to));
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    return NetworkWait.on(() -> store.replace(key, bytes, generation));
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return NetworkWait.on(() -> store.stat(key));
  }

  @Override
  public byte[] read(String key) throws IOException {
    return NetworkWait.on(() -> store.read(key));
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    NetworkWait.on(
        () -> {
          store.read(key, position, target, offset, length);
          return length;
        });
  }

  @Override
  public void readVersion(
      String key, long generation, long position, byte[] target, int offset, int length)
      throws IOException {
    NetworkWait.on(
        () -> {
          store.readVersion(key, generation, position, target, offset, length);
          return length;
        });
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) throws IOException {
    return NetworkWait.on(() -> store.list(prefix));
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    return NetworkWait.on(() -> store.children(prefix));
  }

  @Override
  public void checkWritable(String prefix) throws IOException {
    NetworkWait.on(
        () -> {
          store.checkWritable(prefix);
          return prefix;
        });
  }

  @Override
  public void delete(String key) throws IOException {
    NetworkWait.on(
        () -> {
          store.delete(key);
          return key;
        });
  }

  @Override
  public void close() {
    store.close();
  }
}
