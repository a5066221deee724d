package org.arcoforge.zarr;

import java.io.IOException;
import java.util.BitSet;
import java.util.Locale;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;

/** Finds chunks in shards, whole in memory or by ranges of an object. */
final class ShardReader {
  /** A source says where a shard's bytes come from. */
  interface Source {
    long size() throws IOException;

    /** Returns those bytes, in an array that begins with them or is the whole shard. */
    Piece piece(long offset, int length) throws IOException;
  }

  /** A piece holds bytes of the shard from {@code offset} on. */
  static final class Piece {
    private final byte[] bytes;
    private final int offset;

    Piece(byte[] bytes, int offset) {
      this.bytes = bytes;
      this.offset = offset;
    }
  }

  private final ChunkGrid grid;
  private final ChunkDecoder chunks;
  private final ShardForm form;

  ShardReader(ChunkGrid grid, ChunkDecoder chunks, ShardForm form) {
    this.grid = grid;
    this.chunks = chunks;
    this.form = form;
  }

  /** Returns a shard that was read as a whole. */
  Source whole(byte[] object) throws ZarrException {
    byte[] bytes = object;
    int length = object.length;
    if (!form.outer().isEmpty()) {
      Buffer decoded = ChunkDecoder.unwrap(form.outer(), object, 0, object.length, -1);
      bytes = decoded.bytes();
      length = decoded.length();
    }
    byte[] shard = bytes;
    int size = length;
    return new Source() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public Piece piece(long offset, int n) {
        return new Piece(shard, (int) offset);
      }
    };
  }

  /** Reads ranges of a shard in a store, not all of it. */
  record Ranges(ObjectStore store, String key) implements Source {
    @Override
    public long size() throws IOException {
      return store.stat(key).orElseThrow(() -> new ObjectNotFoundException(store.url(key))).size();
    }

    @Override
    public Piece piece(long offset, int length) throws IOException {
      byte[] bytes = new byte[length];
      store.read(key, offset, bytes, 0, length);
      return new Piece(bytes, 0);
    }
  }

  /** Returns whether so little of a shard is wanted that ranges are cheaper than the whole. */
  boolean isWorthRanges(Region wanted, long... shard) {
    return form.outer().isEmpty() && inShard(wanted, shard).elements() * 4 <= form.count();
  }

  /** The indices, in the whole grid, of the chunks of a shard that are wanted. */
  private Region inShard(Region wanted, long... shard) {
    long[] first = new long[shard.length];
    long[] counts = new long[shard.length];
    for (int d = 0; d < shard.length; d++) {
      counts[d] = form.chunks().get(d);
      first[d] = shard[d] * counts[d];
    }
    return grid.covering(wanted).intersect(Region.of(first, counts));
  }

  private ShardIndex index(Source source, long size) throws IOException {
    int indexSize = form.indexSize();
    if (size < indexSize) {
      throw new ZarrException(
          "a shard's index is " + indexSize + " bytes, but the object has " + size + ": damaged");
    }
    Piece piece = source.piece(form.indexAtEnd() ? size - indexSize : 0, indexSize);
    return ShardIndex.parse(piece.bytes, piece.offset, form.count(), form.checked());
  }

  /** Returns the numbers of the chunks that a shard holds. */
  BitSet present(Source source) throws IOException {
    ShardIndex index = index(source, source.size());
    BitSet present = new BitSet();
    for (int n = 0; n < form.count(); n++) {
      present.set(n, !index.isAbsent(n));
    }
    return present;
  }

  /** Copies what a shard has of the wanted region; what it has not is left as it is. */
  void copy(Source source, long[] shard, Region wanted, Block target) throws IOException {
    long size = source.size();
    ShardIndex index = index(source, size);
    for (long[] at : Indices.of(inShard(wanted, shard))) {
      int number = 0;
      for (int d = 0; d < at.length; d++) {
        long n = form.chunks().get(d);
        number = (int) (number * n + at[d] % n);
      }
      if (index.isAbsent(number)) {
        continue;
      }
      long offset = index.offset(number);
      long length = index.length(number);
      if (offset < 0 || length < 0 || length > Buffer.MAX || offset > size - length) {
        throw new ZarrException(
            String.format(
                Locale.ROOT,
                "chunk %d of the shard should be %d bytes from %d, but the object has %d: damaged",
                number,
                length,
                offset,
                size));
      }
      Piece bytes = source.piece(offset, (int) length);
      Block chunk = chunks.decode(bytes.bytes, bytes.offset, (int) length);
      ZarrArray.copy(chunk, grid.region(at), wanted, target);
    }
  }
}
