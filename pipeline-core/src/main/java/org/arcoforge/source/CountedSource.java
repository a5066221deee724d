package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes of a source as they are read. */
final class CountedSource implements ByteSource {
  private final ByteSource source;
  private final LongAdder bytes;

  CountedSource(ByteSource source, LongAdder bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  @Override
  public String url() {
    return source.url();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public SourceVersion version() {
    return source.version();
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    bytes.add(length);
    source.read(position, target, offset, length);
  }

  @Override
  public void readAll(List<Piece> pieces) throws IOException {
    bytes.add(pieces.stream().mapToLong(Piece::length).sum());
    source.readAll(pieces);
  }

  @Override
  public Optional<Path> path() {
    return source.path();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
