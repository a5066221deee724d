package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A source in memory that counts what is asked of it. */
public final class BytesSource implements ByteSource {
  /** Reads so far; a test may set it back. */
  public final AtomicInteger requests = new AtomicInteger();

  /** Bytes that were asked for so far. */
  public final AtomicLong bytesRead = new AtomicLong();

  /** Whether it was closed. */
  public boolean closed;

  private final String url;
  private final byte[] bytes;
  private final @Nullable Path path;

  /** A file of that URL. */
  public BytesSource(String url, byte[] bytes) {
    this(url, bytes, null);
  }

  /** A file of that URL that lies at a path, too, or {@code null}. */
  public BytesSource(String url, byte[] bytes, @Nullable Path path) {
    this.url = url;
    this.bytes = bytes;
    this.path = path;
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
    requests.incrementAndGet();
    bytesRead.addAndGet(length);
    if (position < 0 || position + length > bytes.length) {
      throw new SourceException(url, "ends before " + (position + length), true);
    }
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  @Override
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  @Override
  public void close() {
    closed = true;
  }
}
