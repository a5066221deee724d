package org.arcoforge.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A remote session is one connection to a server of files, logged in; for one thread at a time.
 * Failures that may pass are {@link TransientFailure} or any other {@link IOException}, others
 * {@link SourceException}.
 */
interface RemoteSession extends Closeable {
  /**
   * An entry is a file or folder as a listing has it.
   *
   * @param name without folders
   * @param mayBeFolder whether there may be files below it
   */
  record Entry(String name, boolean mayBeFolder, boolean mayBeFile) {}

  /** A sink takes bytes as they come. */
  interface Sink {
    /** Takes the first {@code length} bytes of a buffer that is used again afterwards. */
    void accept(byte[] bytes, int length) throws IOException;
  }

  /**
   * Returns the version of a file: its size and time.
   *
   * @throws SourceNotFoundException if there is none
   */
  SourceVersion version(RemoteUrl url) throws IOException;

  /**
   * Sends bytes of a file to a sink, until all are sent or the file ends.
   *
   * @param version of the file
   * @param length bytes at most
   */
  void read(RemoteUrl url, SourceVersion version, long from, long length, Sink sink)
      throws IOException;

  /**
   * Returns what is in a folder.
   *
   * @throws SourceNotFoundException if there is none
   */
  List<Entry> list(RemoteUrl folder) throws IOException;

  /** Returns whether it can be used again. */
  boolean isUsable();

  @Override
  void close();
}
