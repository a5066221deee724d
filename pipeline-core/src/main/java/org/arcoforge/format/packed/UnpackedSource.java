package org.arcoforge.format.packed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceVersion;

/**
 * An unpacked source reads what a source was unpacked to, under the name and the version of the
 * packed one.
 */
final class UnpackedSource implements ByteSource {
  private final String url;
  private final SourceVersion version;
  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final AtomicBoolean closed = new AtomicBoolean();

  private UnpackedSource(
      String url, SourceVersion version, Path file, FileChannel channel, long size) {
    this.url = url;
    this.version = version;
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  /** Opens a file, which is deleted when the source is closed. */
  static UnpackedSource open(String url, SourceVersion version, Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    long size = channel.size();
    UnpackedFiles.added(size);
    return new UnpackedSource(url, version, file, channel, size);
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public SourceVersion version() {
    return version;
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    if (position < 0 || length < 0 || position > size - length) {
      throw FormatException.corrupt(
          url,
          "expected bytes "
              + position
              + " to "
              + (position + length)
              + ", but unpacked it has "
              + size
              + "; the file is cut off or damaged");
    }
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    long at = position;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, at);
      if (n < 0) {
        throw new SourceException(url, "what it was unpacked to, " + file + ", was cut", false);
      }
      at += n;
    }
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(file);
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      channel.close();
      UnpackedFiles.remove(file, size);
    }
  }
}
