package org.arcoforge.source;

import java.io.IOException;

/**
 * A block source is a file elsewhere that is fetched in blocks, of which the last ones are kept;
 * its connections belong to whoever opened it.
 */
abstract class BlockSource implements ByteSource {
  final BlockReader blocks;
  private final SourceVersion version;

  BlockSource(SourceVersion version) {
    this.version = version;
    this.blocks = new BlockReader(version.size(), this::fetch);
  }

  /** Fetches bytes that the file has, all of them and of this version. */
  abstract void fetch(long position, byte[] target, int offset, int length) throws IOException;

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
  public final void close() {
    // Blocks go with this object.
  }
}
