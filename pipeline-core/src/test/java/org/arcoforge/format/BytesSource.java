package org.arcoforge.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceVersion;
import org.jspecify.annotations.Nullable;

/** A source in memory that counts what is asked of it. */
public final class BytesSource implements ByteSource {
  public final AtomicInteger requests = new AtomicInteger();

  /** Bytes that were asked for so far. */
  public final AtomicLong bytesRead = new AtomicLong();

  public boolean closed;
  private final String url;
  private final byte[] bytes;
  private final @Nullable Path path;

  /** A file of that URL. */
  public BytesSource(String url, byte[] bytes) {
    this(url, bytes, null);
  }

  public BytesSource(String url, byte[] bytes, @Nullable Path path) {
    this.url = url;
    this.bytes = bytes;
    this.path = path;
  }

  public static BytesSource resource(String name) throws IOException {
    return new BytesSource(name, bytes(name));
  }

  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(BytesSource.class.getResourceAsStream(name))) {
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
