package org.arcoforge.source;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block source is a file elsewhere that is fetched in blocks, of which the last ones are kept;
 * its connections belong to whoever opened it.
 */
abstract class BlockSource implements ByteSource {
  final BlockReader blocks;
  private final SourceVersion version;

  BlockSource(SourceVersion version) {
    this(version, null);
  }

  /** Makes one whose values are kept, too. */
  BlockSource(SourceVersion version, KeptRanges.@Nullable Of values) {
    this.version = version;
    this.blocks = new BlockReader(version.size(), this::fetch, this::fetchAll, values);
  }

  /** Fetches bytes that the file has, all of them and of this version. */
  abstract void fetch(long position, byte[] target, int offset, int length) throws IOException;

  /** Fetches many such ranges. */
  void fetchAll(List<Piece> pieces) throws IOException {
    for (Piece piece : pieces) {
      fetch(piece);
    }
  }

  final void fetch(Piece piece) throws IOException {
    fetch(piece.position(), piece.target(), piece.offset(), piece.length());
  }

  @Override
  public final long size() {
    return version.size();
  }

  @Override
  public final SourceVersion version() {
    return version;
  }

  @Override
  public final void read(long position, byte[] target, int offset, int length) throws IOException {
    Ranges.check(url(), size(), position, length);
    blocks.read(position, target, offset, length);
  }

  @Override
  public final void readAll(List<Piece> pieces) throws IOException {
    for (Piece piece : pieces) {
      Ranges.check(url(), size(), piece.position(), piece.length());
    }
    blocks.readAll(pieces);
  }

  @Override
  public final void close() {
    // Blocks go with this object.
  }
}
