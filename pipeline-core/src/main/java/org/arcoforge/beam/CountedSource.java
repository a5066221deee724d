package org.arcoforge.beam;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceVersion;

/** Counts the bytes that the calling thread reads, so that a tile knows what it cost. */
final class CountedSource implements ByteSource {
  private static final ThreadLocal<long[]> BYTES = ThreadLocal.withInitial(() -> new long[1]);

  private final ByteSource source;

  CountedSource(ByteSource source) {
    this.source = source;
  }

  /** Bytes that this thread has read so far. */
  static long bytesOfThread() {
    return BYTES.get()[0];
  }

  /** Adds to what this thread has read. */
  static void count(long bytes) {
    BYTES.get()[0] += bytes;
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
    count(length);
    source.read(position, target, offset, length);
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
