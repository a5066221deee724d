package org.arcoforge.store;

import java.io.IOException;

/** A read-only store refuses all writes. */
public interface ReadOnlyStore extends ObjectStore {
  @Override
  default ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    throw readOnly(key);
  }

  @Override
  default ObjectInfo copy(String from, String to) throws IOException {
    throw readOnly(to);
  }

  @Override
  default ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    throw readOnly(key);
  }

  @Override
  default void delete(String key) throws IOException {
    throw readOnly(key);
  }

  private StoreAccessException readOnly(String key) {
    return new StoreAccessException(url(key) + " is only read");
  }
}
