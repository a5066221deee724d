package org.arcoforge.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.arcoforge.fault.FailureWords;

/** Reads a local file in place. */
final class LocalSource implements ByteSource {
  // It is copied once more on its way into the heap: while it is in the processor's cache.
  private static final int SLICE = 256 << 10;

  /** Bytes of the temporary files of this process. */
  static final LongAdder TEMPORARY = new LongAdder();

  private final String url;
  private final Path path;
  private final FileChannel channel;
  private final SourceVersion version;
  private final boolean temporary;

  private LocalSource(
      String url, Path path, FileChannel channel, SourceVersion version, boolean temporary) {
    this.url = url;
    this.path = path;
    this.channel = channel;
    this.version = version;
    this.temporary = temporary;
  }

  static LocalSource open(String url, Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new SourceException(
            url, "expected a file, found a folder; a Zarr store is read with `format: zarr`", true);
      } else if (!attributes.isRegularFile()) { // opening a pipe may wait for ever
        throw new SourceException(
            url, "expected a file, found a pipe, socket or device; copy it into a file", true);
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      long modified = attributes.lastModifiedTime().toMillis();
      return new LocalSource(
          url, path, channel, new SourceVersion(channel.size(), "", modified), false);
    } catch (NoSuchFileException e) {
      throw new SourceNotFoundException(url, "no such file: " + path.toAbsolutePath());
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceException(
          url,
          "cannot be opened: " + FailureWords.of(e) + "; check the permissions of " + path,
          true,
          e);
    }
  }

  /**
   * Returns the same bytes under the name and version that they were fetched as; a temporary file
   * is deleted when it is closed.
   */
  LocalSource as(String fetchedUrl, SourceVersion fetchedVersion, boolean isTemporary) {
    TEMPORARY.add(isTemporary ? size() : 0);
    return new LocalSource(fetchedUrl, path, channel, fetchedVersion, isTemporary);
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public long size() {
    return version.size();
  }

  @Override
  public SourceVersion version() {
    return version;
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    Ranges.check(url, size(), position, length);
    // In slices: for each call the JDK keeps as large a buffer outside of the heap.
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    int end = offset + length;
    long at = position;
    while (buffer.position() < end) {
      buffer.limit(Math.min(end, buffer.position() + SLICE));
      int n;
      try {
        n = channel.read(buffer, at);
      } catch (IOException e) {
        throw new SourceException(
            url, "reading at byte " + at + " failed: " + FailureWords.of(e), false, e);
      }
      if (n < 0) {
        throw new SourceException(
            url,
            "expected " + size() + " bytes, but the file ends at " + at + "; it was cut meanwhile",
            false);
      }
      at += n;
    }
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (temporary && Files.deleteIfExists(path)) {
      TEMPORARY.add(-size());
    }
  }
}
