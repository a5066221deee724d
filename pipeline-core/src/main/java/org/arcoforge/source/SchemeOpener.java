package org.arcoforge.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/** Asks whoever knows the scheme of a URL. */
final class SchemeOpener implements SourceOpener {
  private static final String LISTED = "a path, file:, ftp(s)://, sftp://, gs:// or s3://";

  private final CacheBudget cache;
  private final FetchTally tally;
  private final HttpOpener http;
  private final List<Scheme> schemes;

  /**
   * Makes an opener.
   *
   * @param tally in which all schemes count what they ask for
   */
  SchemeOpener(CacheBudget cache, FetchTally tally, HttpOpener http, Scheme... others) {
    this.tally = tally;
    this.cache = cache;
    this.http = http;
    this.schemes = Stream.concat(Stream.of(others), Stream.of(http)).toList();
  }

  /** A scheme opens the URLs that it accepts, and no others. */
  interface Scheme {
    boolean accepts(String url);

    /** Does what {@link SourceOpener#open} does. */
    ByteSource open(String url) throws IOException;

    /** Returns what opening would find, without opening; empty if that cannot be told. */
    Optional<SourceVersion> version(String url) throws IOException;

    /** Does what {@link SourceOpener#check} does. */
    default void check(String url) throws SourceException {}

    /** Does what {@link SourceOpener#forget} does. */
    default boolean forget(String url, ByteSource damaged) throws IOException {
      return false;
    }

    /** Does what {@link SourceOpener#glob} does. */
    default List<String> glob(String pattern) throws IOException {
      throw unknown(pattern, "listed", LISTED + "; list the files instead");
    }

    default void close() {}
  }

  private Optional<Scheme> of(String url) {
    return schemes.stream().filter(s -> s.accepts(url)).findFirst();
  }

  @Override
  public void check(String url) throws SourceException {
    Optional<Scheme> scheme = of(url);
    if (scheme.isPresent()) {
      scheme.get().check(url);
    }
  }

  @Override
  public boolean forget(String url, ByteSource damaged) throws IOException {
    Optional<Scheme> scheme = of(url);
    return scheme.isPresent() && scheme.get().forget(url, damaged);
  }

  @Override
  public ByteSource open(String url) throws IOException {
    Optional<Scheme> scheme = of(url);
    if (scheme.isEmpty()) {
      throw unknown(url, "opened", "a path, file:, http(s)://, ftp(s)://, sftp://, gs:// or s3://");
    }
    return scheme.get().open(url);
  }

  @Override
  public Optional<SourceVersion> version(String url) {
    try {
      Optional<Scheme> scheme = of(url);
      return scheme.isPresent() ? scheme.get().version(url) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) { // opening it will tell what is wrong
      return Optional.empty();
    }
  }

  @Override
  public <T> T fetch(String url, Body<T> body) throws IOException {
    if (http.accepts(url)) {
      return http.fetch(url, body);
    }
    throw unknown(url, "asked", "http(s)://");
  }

  @Override
  public List<String> glob(String pattern) throws IOException {
    Optional<Scheme> scheme = of(pattern);
    if (scheme.isEmpty()) {
      throw unknown(pattern, "listed", LISTED + "; list the files instead");
    }
    return scheme.get().glob(pattern);
  }

  private static SourceException unknown(String url, String doing, String expected) {
    return new SourceException(
        Redaction.strict().url(url), "cannot be " + doing + ": expected " + expected, true);
  }

  @Override
  public ObjectStore store(String url) throws IOException {
    return ObjectStores.open(url, tally);
  }

  @Override
  public List<String> notices() {
    return cache.notices();
  }

  @Override
  public FetchCounts takeCounts() {
    return tally.take();
  }

  @Override
  public void close() {
    schemes.forEach(Scheme::close);
    cache.close();
  }
}
