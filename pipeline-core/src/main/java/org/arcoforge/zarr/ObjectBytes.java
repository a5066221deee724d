package org.arcoforge.zarr;

import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalLong;
import org.arcoforge.store.ObjectStore;

/**
 * The bytes of one stored object, in memory or read from a store as they are asked for, so that a
 * large object of which little is wanted need not be in memory.
 */
interface ObjectBytes {
  int length();

  /** Copies bytes from {@code position} on. */
  void copy(int position, byte[] target, int offset, int count) throws IOException;

  /** Returns all of them. */
  byte[] all() throws IOException;

  /** Returns bytes that are in memory. */
  static ObjectBytes of(byte[] bytes) {
    return new ObjectBytes() {
      @Override
      public int length() {
        return bytes.length;
      }

      @Override
      public void copy(int position, byte[] target, int offset, int count) throws IOException {
        if (position < 0 || position > bytes.length - count) {
          throw new EOFException(position + " and " + count + " of " + bytes.length + " bytes");
        }
        System.arraycopy(bytes, position, target, offset, count);
      }

      @Override
      public byte[] all() {
        return bytes;
      }
    };
  }

  /**
   * Returns those of an object, by ranges where these cost next to nothing.
   *
   * @throws org.arcoforge.store.ObjectNotFoundException if there is none
   */
  static ObjectBytes of(ObjectStore store, String key) throws IOException {
    OptionalLong size = store.nearSize(key);
    if (size.isEmpty() || size.getAsLong() > Buffer.MAX || size.getAsLong() < PartEncoder.PART) {
      return of(store.read(key));
    }
    int length = (int) size.getAsLong();
    return new ObjectBytes() {
      @Override
      public int length() {
        return length;
      }

      @Override
      public void copy(int position, byte[] target, int offset, int count) throws IOException {
        store.read(key, position, target, offset, count);
      }

      @Override
      public byte[] all() throws IOException {
        return store.read(key);
      }
    };
  }
}
