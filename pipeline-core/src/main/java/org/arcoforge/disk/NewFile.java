package org.arcoforge.disk;

import java.io.Closeable;
import java.io.IOException;

/**
 * A new file is written once, its pieces one after the other, but for a head that comes last. For
 * one thread at a time.
 */
public interface NewFile extends Closeable {
  /** Locks the file until it is closed. Returns whether the file system has locks. */
  boolean lock();

  /** Appends bytes, which may be changed when this returns. */
  void append(byte[] bytes, int offset, int length) throws IOException;

  /**
   * Ends the file, which is whole and closed then.
   *
   * @param head the bytes before all that were appended, as many as room was left for
   * @param force whether it must outlive a loss of power
   */
  void finish(byte[] head, boolean force) throws IOException;

  /** Closes the file. One that was not finished is no file that anybody may use. */
  @Override
  void close() throws IOException;
}
