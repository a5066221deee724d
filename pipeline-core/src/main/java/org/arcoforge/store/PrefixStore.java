package org.arcoforge.store;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Shows the part of a store under a prefix as a store of its own. */
class PrefixStore implements ObjectStore {
  private final ObjectStore store;
  private final String prefix;

  private final boolean owned;

  PrefixStore(ObjectStore store, String prefix) {
    this(store, prefix, false);
  }

  /** Makes a part of a store; with {@code owned}, closing it closes that store. */
  PrefixStore(ObjectStore store, String prefix, boolean owned) {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix must end in '/': " + prefix);
    }
    this.store = store;
    this.prefix = prefix;
    this.owned = owned;
  }

  /** Checked here, so that a key such as {@code ../x} is refused with its own name. */
  private String at(String key) {
    return prefix + ObjectKeys.check(key);
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
  public boolean isRemote() {
    return store.isRemote();
  }

  @Override
  public String location() {
    return store.location() + prefix;
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    return strip(store.create(at(key), bytes, offset, length));
  }

  @Override
  public boolean takesDrafts() {
    return store.takesDrafts();
  }

  @Override
  public Optional<ObjectDraft> draft(int head) throws IOException {
    return store.draft(head).map(Draft::new);
  }

  private final class Draft implements ObjectDraft {
    private final ObjectDraft draft;

    Draft(ObjectDraft draft) {
      this.draft = draft;
    }

    @Override
    public void append(byte[] bytes, int offset, int length) throws IOException {
      draft.append(bytes, offset, length);
    }

    @Override
    public ObjectInfo create(String key, byte[] head) throws IOException {
      return strip(draft.create(at(key), head));
    }

    @Override
    public void close() throws IOException {
      draft.close();
    }
  }

  @Override
  public ObjectInfo copy(String from, String to) throws IOException {
    return strip(store.copy(at(from), at(to)));
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    return strip(store.replace(at(key), bytes, generation));
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return store.stat(at(key)).map(this::strip);
  }

  @Override
  public OptionalLong nearSize(String key) throws IOException {
    return store.nearSize(at(key));
  }

  @Override
  public byte[] read(String key) throws IOException {
    return store.read(at(key));
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    store.read(at(key), position, target, offset, length);
  }

  @Override
  public void readVersion(
      String key, long generation, long position, byte[] target, int offset, int length)
      throws IOException {
    store.readVersion(at(key), generation, position, target, offset, length);
  }

  @Override
  public Stream<ObjectInfo> list(String more) throws IOException {
    return store.list(prefix + ObjectKeys.checkPrefix(more)).map(this::strip);
  }

  @Override
  public Stream<String> children(String more) throws IOException {
    return store.children(prefix + ObjectKeys.checkFolder(more));
  }

  @Override
  public void delete(String key) throws IOException {
    store.delete(at(key));
  }

  @Override
  public void checkWritable(String more) throws IOException {
    store.checkWritable(prefix + ObjectKeys.checkFolder(more));
  }

  @Override
  public ObjectStore within(String more) {
    return new PrefixStore(store, prefix + more);
  }

  @Override
  public void close() {
    if (owned) {
      store.close();
    }
  }
}
