package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
  static final int PART = 4;

  private final ByteSource ranged;
  private final HttpCache cache;
  private final String url;
  private final AtomicLong fetched = new AtomicLong();
  private volatile @Nullable ByteSource whole;

  private PartlyFetched(ByteSource ranged, HttpCache cache, String url) {
    this.ranged = ranged;
    this.cache = cache;
    this.url = url;
  }

  /** Opens a file that the cache does not have. */
  static ByteSource open(SourceCache.Origin origin, HttpCache cache, String url)
      throws IOException {
    Optional<ByteSource> ranged = origin.ranged(url, null);
    return ranged.isPresent()
        ? new PartlyFetched(ranged.get(), cache, url)
        : cache.open(url, false);
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    source(length).read(position, target, offset, length);
  }

  @Override
  public void readAll(List<Piece> pieces) throws IOException {
    source(pieces.stream().mapToLong(Piece::length).sum()).readAll(pieces);
  }

  /** Returns where so many more bytes are to be read. */
  private ByteSource source(long length) throws IOException {
    ByteSource kept = whole;
    if (kept == null && fetched.addAndGet(length) > size() / PART) {
      kept = whole();
    }
    return kept == null ? ranged : kept;
  }

  private synchronized ByteSource whole() throws IOException {
    ByteSource kept = whole;
    if (kept == null) {
      kept = cache.open(url, false);
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
    ByteSource kept = whole;
    return kept == null ? Optional.empty() : kept.path();
  }

  @Override
  public void close() throws IOException {
    ByteSource kept = whole;
    if (kept != null) {
      kept.close();
    }
  }
}
