package org.arcoforge.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file whose blocks come from a cache in a bucket, or from where the file is, and then go there.
 * Of a file of which little may be wanted the first bytes that are not in the cache are read as
 * they are asked for, and not kept, until a part of the file was.
 */
final class CachedSource implements ByteSource {
  private static final BlockCache RECENT = new BlockCache(64 << 20); // of all files

  private final BucketCache cache;
  private final SourceCache.Origin origin;
  private final String url;
  private final SourceVersion version;
  private final AtomicLong unkept; // bytes that may be read without being kept
  private final Set<Long> absent = ConcurrentHashMap.newKeySet(); // blocks, when they were sought
  private @Nullable ByteSource opened; // guarded by this

  CachedSource(
      BucketCache cache,
      SourceCache.Origin origin,
      String url,
      SourceVersion version,
      @Nullable ByteSource opened,
      boolean partly) {
    this.cache = cache;
    this.origin = origin;
    this.url = url;
    this.version = version;
    this.opened = opened;
    this.unkept = new AtomicLong(partly ? version.size() / PartlyFetched.PART : 0);
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    readAll(List.of(new Piece(position, target, offset, length)));
  }

  @Override
  public void readAll(List<Piece> pieces) throws IOException {
    List<Piece> unkeptPieces = new ArrayList<>();
    for (Piece piece : pieces) {
      Ranges.check(url(), size(), piece.position(), piece.length());
      for (long at = piece.position(); at < piece.end(); ) {
        long number = at / CachedBlock.SIZE;
        int from = (int) (at - number * CachedBlock.SIZE);
        int n = (int) Math.min(piece.end() - at, CachedBlock.SIZE - from);
        int to = piece.offset() + (int) (at - piece.position());
        byte[] block = block(number, n);
        if (block == null) {
          joined(unkeptPieces, new Piece(at, piece.target(), to, n));
        } else {
          System.arraycopy(block, from, piece.target(), to, n);
        }
        at += n;
      }
    }
    if (!unkeptPieces.isEmpty()) {
      origin().readAll(unkeptPieces);
    }
  }

  /** Adds a piece, as one with the last if it goes on where that ends: blocks are the cache's. */
  private static void joined(List<Piece> pieces, Piece piece) {
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last != null
        && last.end() == piece.position()
        && last.target() == piece.target()
        && last.offset() + last.length() == piece.offset()) {
      int length = last.length() + piece.length();
      pieces.set(
          pieces.size() - 1, new Piece(last.position(), last.target(), last.offset(), length));
    } else {
      pieces.add(piece);
    }
  }

  /** Returns a block; null if so many bytes of it are to be read without it. */
  private byte @Nullable [] block(long number, int wanted) throws IOException {
    byte[] recent = RECENT.get(this, number);
    if (recent != null) {
      return recent;
    }
    String key = CachedBlock.key(url, version, number);
    long start = number * CachedBlock.SIZE;
    int length = (int) Math.min(CachedBlock.SIZE, size() - start);
    ReentrantLock lock = cache.lock(key);
    lock.lock();
    try {
      byte[] block = RECENT.get(this, number);
      if (block == null && !absent.contains(number)) {
        block = cache.find(key, length).orElse(null);
      }
      if (block == null) {
        absent.add(number);
        if (unkept.addAndGet(-wanted) >= 0) {
          return null;
        }
        block = new byte[length];
        origin().read(start, block, 0, length);
        cache.keep(key, block);
      }
      RECENT.put(this, number, block);
      return block;
    } finally {
      lock.unlock();
    }
  }

  /** The file where it is, of the same version. */
  private synchronized ByteSource origin() throws IOException {
    ByteSource source = opened;
    if (source == null) {
      Optional<ByteSource> ranged = origin.ranged(url, version);
      source = ranged.isPresent() ? ranged.get() : origin.whole(url);
      if (!HttpRanges.same(version, source.version())) {
        SourceVersion now = source.version();
        source.close();
        throw SourceException.changed(url(), version, now);
      }
      opened = source;
    }
    return source;
  }

  @Override
  public String url() {
    return origin.shown(url);
  }

  @Override
  public long size() {
    return version.size();
  }

  @Override
  public SourceVersion version() {
    return version;
  }

  @Override
  public synchronized void close() throws IOException {
    if (opened != null) {
      opened.close();
    }
  }
}
