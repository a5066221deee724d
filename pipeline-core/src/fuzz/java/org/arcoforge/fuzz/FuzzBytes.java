package org.arcoforge.fuzz;

import java.io.IOException;
import java.io.InputStream;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceVersion;

/** A file in memory. */
public class FuzzBytes implements ByteSource {
  private final String url;
  private final byte[] bytes;

  /** A file of that URL. */
  public FuzzBytes(String url, byte[] bytes) {
    this.url = url;
    this.bytes = bytes;
  }

  /** A fixture of the tests, by its path from the root package. */
  public static byte[] fixture(String name) throws IOException {
    try (InputStream in = FuzzBytes.class.getResourceAsStream("/org/arcoforge/" + name)) {
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
    if (position < 0 || length < 0 || position > bytes.length - length) {
      throw new SourceException(url, "the file ends before byte " + (position + length), true);
    }
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  @Override
  public void close() {}
}
