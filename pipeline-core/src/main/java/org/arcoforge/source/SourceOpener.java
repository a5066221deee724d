package org.arcoforge.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Opens source files by URL; safe for many threads. */
public interface SourceOpener extends AutoCloseable {
  /**
   * Opens the file at a URL ({@code file}, {@code http}, {@code https}, {@code ftp}, {@code sftp},
   * {@code gs}, {@code s3}; a plain path is a local file).
   *
   * @throws SourceNotFoundException if there is none (HTTP 404 or 410, no such file or object)
   * @throws SourceException if it cannot be had for another reason, after the retries
   */
  ByteSource open(String url) throws IOException;

  /**
   * Returns the version that the file at a URL has now, without opening it: one look at the folder,
   * or one request without a body. It equals that of {@link #open} as long as the content is the
   * same.
   *
   * @return empty where it cannot be told so, also where there is no such file: {@link #open} says
   *     why
   */
  default Optional<SourceVersion> version(String url) {
    return Optional.empty();
  }

  /**
   * Lets go of what is kept of a file because its content turned out damaged.
   *
   * @param damaged as {@link #open} gave it
   * @return whether opening it again asks its origin; once for each file and process, so that what
   *     is damaged there is not fetched for ever
   */
  default boolean forget(String url, ByteSource damaged) throws IOException {
    return false;
  }

  /**
   * Makes sure that a URL may be opened, for who reads it by other means.
   *
   * @throws SourceException if it names a local file that may not be read
   */
  default void check(String url) throws SourceException {}

  /**
   * Returns the URLs that a glob matches, sorted by name; for local files, buckets, FTP and SFTP.
   *
   * @throws SourceException if the scheme cannot be listed or the folder cannot be read
   */
  List<String> glob(String pattern) throws IOException;

  /** Reads an answer to its end. */
  interface Body<T> {
    /**
     * Reads; called again, with a new answer, where an attempt failed in a way that may pass.
     *
     * @throws SourceException if another attempt cannot help
     * @throws IOException if it may, as where the body ends too early
     */
    T read(InputStream body) throws IOException;
  }

  /**
   * Asks a server ({@code http}, {@code https}) for what it makes for this request: within the
   * host's limit, with retries, never from a cache and not by ranges.
   *
   * @throws SourceNotFoundException if there is none (HTTP 404 or 410)
   * @throws SourceException if it cannot be had, after the retries; with what the server said
   */
  <T> T fetch(String url, Body<T> body) throws IOException;

  @Override
  void close();
}
