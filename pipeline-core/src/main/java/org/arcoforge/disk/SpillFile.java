package org.arcoforge.disk;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Takes bytes out of memory for a while, into a file that is gone when it is closed, and where the
 * process ends. Safe for many threads that use different parts of it.
 */
public final class SpillFile implements Closeable {
  private static final int SLICE = 1 << 20;

  private final Path path;
  private final FileChannel channel;

  private SpillFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes an empty one.
   *
   * @param folder which is made if it is not there
   */
  public static SpillFile create(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path path = Files.createTempFile(folder, "arco-values-", ".data");
    return new SpillFile(
        path,
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** Writes bytes to a place in the file. */
  public void write(long at, byte[] bytes, int length) throws IOException {
    try {
      for (int from = 0; from < length; ) {
        from += channel.write(slice(bytes, from, length), at + from);
      }
    } catch (IOException e) {
      IOException told =
          new IOException(path + ", where values go that do not fit the memory: " + e.getMessage());
      told.addSuppressed(e); // as its cause, it would be all that people see
      throw told;
    }
  }

  /** Few bytes at a time: the JVM keeps a copy of the longest for each thread. */
  private static ByteBuffer slice(byte[] bytes, int from, int length) {
    return ByteBuffer.wrap(bytes, from, Math.min(SLICE, length - from));
  }

  /** Reads bytes from a place in the file, all of which were written. */
  public void read(long at, byte[] bytes, int length) throws IOException {
    for (int from = 0; from < length; ) {
      int n = channel.read(slice(bytes, from, length), at + from);
      if (n < 0) {
        throw new EOFException(path + " ends at " + (at + from));
      }
      from += n;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
