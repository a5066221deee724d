package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceVersion;

/** A file in memory that counts how it is read. */
final class MemorySource implements ByteSource {
  final AtomicInteger reads = new AtomicInteger();
  final AtomicLong bytesRead = new AtomicLong();
  boolean closed;
  private final String url;
  private final byte[] bytes;

  MemorySource(String url, byte[] bytes) {
    this.url = url;
    this.bytes = bytes;
  }

  /** The bytes of a fixture. */
  static byte[] fixture(String name) throws IOException {
    try (InputStream in = MemorySource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no fixture " + name);
      }
      return in.readAllBytes();
    }
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public SourceVersion version() {
    return new SourceVersion(bytes.length, "", 0);
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    if (position + length > bytes.length) {
      throw new SourceException(url, "read beyond the end", true);
    }
    reads.incrementAndGet();
    bytesRead.addAndGet(length);
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
