package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file by ranges as long as little of it is wanted, and from the cache as soon as more than
 * a part was: whoever reads few of its bytes fetches few, and whoever reads all fetches at most
 * that part of it twice. A file that the cache has is read from there.
 */
final class PartlyFetched implements ByteSource {
  /** One such part of the file may be fetched by ranges. */
  private static final int PART = 4;

  private final HttpSource ranged;
  private final HttpCache cache;
  private final String url;
  private final AtomicLong fetched = new AtomicLong();
  private volatile @Nullable LocalSource whole;

  private PartlyFetched(HttpSource ranged, HttpCache cache, String url) {
    this.ranged = ranged;
    this.cache = cache;
    this.url = url;
  }

  static ByteSource open(HttpCalls calls, RetryPolicy retry, HttpCache cache, String url)
      throws IOException {
    if (cache.has(url)) {
      return cache.open(url);
    }
    Optional<HttpSource> ranged = HttpSource.open(calls, retry, url);
    return ranged.isPresent() ? new PartlyFetched(ranged.get(), cache, url) : cache.open(url);
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    LocalSource kept = whole;
    if (kept == null && fetched.addAndGet(length) > size() / PART) {
      kept = whole();
    }
    (kept == null ? ranged : kept).read(position, target, offset, length);
  }

  private synchronized LocalSource whole() throws IOException {
    LocalSource kept = whole;
    if (kept == null) {
      kept = cache.open(url);
      if (!HttpRanges.same(kept.version(), version())) {
        SourceVersion now = kept.version();
        kept.close();
        throw SourceException.changed(url(), version(), now);
      }
      whole = kept;
    }
    return kept;
  }

  @Override
  public String url() {
    return ranged.url();
  }

  @Override
  public long size() {
    return ranged.size();
  }

  @Override
  public SourceVersion version() {
    return ranged.version();
  }

  @Override
  public Optional<Path> path() {
    LocalSource kept = whole;
    return kept == null ? Optional.empty() : kept.path();
  }

  @Override
  public void close() throws IOException {
    LocalSource kept = whole;
    if (kept != null) {
      kept.close();
    }
  }
}
