package org.arcoforge.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  /** A piece is a range of bytes of a file, and where in memory it is to be. */
  record Piece(long position, byte[] target, int offset, int length) {
    /** Returns the first byte of the file that it does not have. */
    public long end() {
      return position + length;
    }
  }

  /**
   * Reads many pieces, which lie apart: from afar in as few round trips as there can be.
   *
   * @param pieces in the order of the file, without overlaps
   * @throws SourceException as {@link #read} does; some targets may have been filled
   */
  default void readAll(List<Piece> pieces) throws IOException {
    for (Piece p : pieces) {
      read(p.position(), p.target(), p.offset(), p.length());
    }
  }

  /** Returns the local file with these bytes, if there is one. */
  default Optional<Path> path() {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
