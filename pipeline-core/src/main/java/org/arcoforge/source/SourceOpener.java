package org.arcoforge.source;

import java.io.IOException;
import java.util.List;

/** Opens source files by URL; safe for many threads. */
public interface SourceOpener extends AutoCloseable {
  /**
   * Opens the file at a URL ({@code file}, {@code http}, {@code https}, {@code gs}; a plain path is
   * a local file).
   *
   * @throws SourceNotFoundException if there is none (HTTP 404 or 410, no such file or object)
   * @throws SourceException if it cannot be had for another reason, after the retries
   */
  ByteSource open(String url) throws IOException;

  /**
   * The URLs that a glob matches, sorted by name; for local files and {@code gs}.
   *
   * @throws SourceException if the scheme cannot be listed or the folder cannot be read
   */
  List<String> glob(String pattern) throws IOException;

  @Override
  void close();
}
