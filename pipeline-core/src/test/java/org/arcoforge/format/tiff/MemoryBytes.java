package org.arcoforge.format.tiff;

import java.io.IOException;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceVersion;

/** A file in memory that counts what is read of it. */
final class MemoryBytes implements ByteSource {
  long bytesRead;
  private final byte[] bytes;

  MemoryBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public String url() {
    return "mem:a.tif";
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
    if (position < 0 || position + length > bytes.length) {
      throw new SourceException(url(), "read beyond the end", true);
    }
    bytesRead += length;
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  @Override
  public void close() {}
}
