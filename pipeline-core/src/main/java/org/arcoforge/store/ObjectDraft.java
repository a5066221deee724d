package org.arcoforge.store;

import java.io.IOException;

/**
 * An object draft is an object that is written piece by piece and has no name before it is whole;
 * nobody else sees it. The pieces follow each other, but for a head that is told last. Closing a
 * draft that got no name leaves nothing. For one thread at a time.
 */
public interface ObjectDraft extends AutoCloseable {
  /** Appends bytes, which may be changed when this returns. */
  void append(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Gives the object its name, as {@link ObjectStore#create(String, byte[], int, int)} does.
   *
   * @param head the bytes before all that were appended, as many as room was left for
   * @throws ObjectExistsException if there is one with other bytes
   */
  ObjectInfo create(String key, byte[] head) throws IOException;

  @Override
  void close() throws IOException;
}
