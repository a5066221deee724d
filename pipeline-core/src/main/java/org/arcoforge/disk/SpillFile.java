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
 * Takes bytes out of memory for a while, into a file in the folder of temporary files ({@code
 * java.io.tmpdir}) that is gone when it is closed, and where the process ends. Safe for many
 * threads that use different parts of it.
 */
public final class SpillFile implements Closeable {
  private final Path path;
  private final FileChannel channel;

  private SpillFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes an empty one. */
  public static SpillFile create() throws IOException {
    Path path = Files.createTempFile("arco-values-", ".data");
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
    ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
    try {
      while (left.hasRemaining()) {
        channel.write(left, at + left.position());
      }
    } catch (IOException e) {
      throw new IOException(
          path
              + ": "
              + e.getMessage()
              + " (values that do not fit the memory go there; ARCO_JAVA_OPTS=-Djava.io.tmpdir=FOLDER"
              + " names another folder)",
          e);
    }
  }

  /** Reads bytes from a place in the file, all of which were written. */
  public void read(long at, byte[] bytes, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
    while (left.hasRemaining()) {
      if (channel.read(left, at + left.position()) < 0) {
        throw new EOFException(path + " ends at " + (at + left.position()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
