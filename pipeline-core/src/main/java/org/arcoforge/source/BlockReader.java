package org.arcoforge.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.arcoforge.source.ByteSource.Piece;
import org.jspecify.annotations.Nullable;

/**
 * Reads a remote file. Readers of headers make many small reads close together, and each request
 * costs a round trip: these go through blocks, of which more are fetched at once the longer a
 * reader goes on. What is as large as values are is fetched as it is asked for, and no byte more.
 */
final class BlockReader {
  /** Bytes of a block. */
  static final int SIZE = 1 << 12;

  /** Bytes that the first request for a file asks for: most headers are no longer. */
  static final int FIRST = 16 * SIZE;

  private static final int MOST = 256; // blocks in one request
  private static final int LARGE = 8 * SIZE; // bytes of what is no header
  private static final BlockCache KEPT = new BlockCache(64 << 20); // of all files

  /** A fetcher gets a range of bytes from afar. */
  interface Fetcher {
    void fetch(long position, byte[] target, int offset, int length) throws IOException;
  }

  private final long size;
  private final Fetcher fetcher;
  private final ManyFetcher many;
  private final KeptRanges.@Nullable Of values; // null if they are not kept
  private final Object file; // what blocks are known by: the content where values are kept too
  private volatile long next = FIRST / SIZE; // the block after the one that was fetched last
  private volatile int together = FIRST / SIZE; // blocks that were asked for last

  /** A fetcher of many gets ranges that lie apart. */
  interface ManyFetcher {
    void fetchAll(List<Piece> pieces) throws IOException;
  }

  BlockReader(long size, Fetcher fetcher, ManyFetcher many, KeptRanges.@Nullable Of values) {
    this.size = size;
    this.values = values;
    this.file = values == null ? this : values.content();
    this.fetcher = fetcher;
    this.many = many;
  }

  /**
   * Reads pieces that lie apart, each as it is and no byte around it; small ones are kept so, for a
   * header's values are read by the scan and by what comes after it.
   */
  void readAll(List<Piece> pieces) throws IOException {
    if (pieces.size() == 1) { // there is nothing to ask for together
      Piece one = pieces.get(0);
      read(one.position(), one.target(), one.offset(), one.length());
      return;
    }
    List<Piece> missing = new ArrayList<>();
    for (Piece piece : pieces) {
      byte[] kept = KEPT.get(file, alone(piece));
      if (kept != null && kept.length == piece.length()) {
        System.arraycopy(kept, 0, piece.target(), piece.offset(), piece.length());
      } else if (isKept(piece.position(), piece.length())) {
        read(piece.position(), piece.target(), piece.offset(), piece.length());
      } else if (piece.length() < LARGE
          || values == null
          || !values.read(piece.position(), piece.target(), piece.offset(), piece.length())) {
        missing.add(piece);
      }
    }
    many.fetchAll(missing);
    for (Piece piece : missing) {
      if (piece.length() < LARGE) {
        byte[] bytes =
            Arrays.copyOfRange(piece.target(), piece.offset(), piece.offset() + piece.length());
        KEPT.put(file, alone(piece), bytes);
      } else {
        keep(piece.position(), piece.target(), piece.offset(), piece.length());
      }
    }
  }

  /** The number of a piece that is no whole block: no block has a negative one. */
  private static long alone(Piece piece) {
    return -1 - piece.position();
  }

  void read(long position, byte[] target, int offset, int length) throws IOException {
    if (length >= LARGE && !isKept(position, length)) {
      if (values == null || !values.read(position, target, offset, length)) {
        fetcher.fetch(position, target, offset, length);
        keep(position, target, offset, length);
      }
      return;
    }
    long at = position;
    long end = position + length;
    while (at < end) {
      long number = at / SIZE;
      byte[] known = KEPT.get(file, number);
      byte[] bytes = known == null ? fetch(number, (end - 1) / SIZE) : known;
      int from = (int) (at - number * SIZE);
      int n = (int) Math.min(end - at, bytes.length - from);
      System.arraycopy(bytes, from, target, offset + (int) (at - position), n);
      at += n;
    }
  }

  private void keep(long position, byte[] bytes, int offset, int length) {
    if (values != null) {
      values.put(position, bytes, offset, length);
    }
  }

  private boolean isKept(long position, int length) {
    for (long n = position / SIZE; n <= (position + length - 1) / SIZE; n++) {
      if (KEPT.get(file, n) == null) {
        return false;
      }
    }
    return true;
  }

  /** Lets go of what is kept of the file at a URL, of whichever version. */
  static void forget(String url) {
    String digest = Sources.digest(url);
    KEPT.forget(file -> file instanceof KeptRanges.Content c && c.url().equals(digest));
  }

  /** Keeps what came from the beginning of the file. */
  void begin(byte[] bytes) {
    put(0, (bytes.length + SIZE - 1) / SIZE, bytes);
  }

  private void put(long first, long to, byte[] bytes) {
    for (long n = first; n < to; n++) {
      int from = (int) (n - first) * SIZE;
      byte[] block = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SIZE));
      KEPT.put(file, n, block);
    }
  }

  /** Fetches a block, those up to {@code last}, and more where the reader goes on forward. */
  private byte[] fetch(long first, long last) throws IOException {
    // Threads that read at the same time may guess too much or too little, which is only slower.
    if (first == 0) {
      together = FIRST / SIZE;
    } else if (first != next) {
      together = 1;
    } else if (first > FIRST / SIZE) { // the second request asks for as much as the first
      together = Math.min(MOST, 2 * together);
    }
    long blocks = (size + SIZE - 1) / SIZE;
    long to = Math.min(blocks, Math.max(last + 1, first + together));
    next = to;
    long start = first * SIZE;
    byte[] bytes = new byte[(int) (Math.min(size, to * SIZE) - start)];
    fetcher.fetch(start, bytes, 0, bytes.length);
    put(first, to, bytes);
    return to == first + 1 ? bytes : Arrays.copyOf(bytes, Math.min(SIZE, bytes.length));
  }
}
