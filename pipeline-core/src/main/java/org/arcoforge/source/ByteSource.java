package org.arcoforge.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A byte source gives the bytes of one source file by ranges; it is safe for many threads. */
public interface ByteSource extends Closeable {
  /** Returns where they came from, without secrets; for messages. */
  String url();

  /** Returns the length in bytes. */
  long size();

  /** Returns what tells this content from another one under the same URL, without secrets. */
  SourceVersion version();

  /**
   * Reads exactly {@code length} bytes from {@code position}.
   *
   * @throws SourceException if the source ends before, changed meanwhile, or cannot be read
   */
  void read(long position, byte[] target, int offset, int length) throws IOException;

  /** Returns the local file with these bytes, if there is one. */
  default Optional<Path> path() {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
