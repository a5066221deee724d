package org.arcoforge.disk;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Makes the new files of one folder. What is written once and not read soon gains nothing from the
 * page cache: to copy it there costs a processor more than a fast disk needs to take it. Large
 * files go both ways at first, then that way which was faster, looked at again now and then. Safe
 * for many threads.
 */
public final class NewFiles {
  /** Bytes from which on a file counts as large. */
  public static final int LARGE = 1 << 18;

  /** Bytes of a file that is being written which are not written yet, at most. */
  public static final int HELD = Slices.BYTES;

  /** Bytes that are written one way before it is judged. */
  private static final long TRIAL = 32 << 20;

  /** One of so many large files goes the other way, since disks and loads change. */
  private static final int AGAIN = 64;

  /** A way without the processor may take longer than one with it by so much. */
  private static final double FAVOUR = 0.75;

  private static final Set<OpenOption> PLAIN =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  private static final Set<OpenOption> DIRECT =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);

  private final Speed direct = new Speed();
  private final Speed cached = new Speed();
  private boolean isCachedOnly; // the file system knows no other way
  private int block; // bytes; 0 if not known
  private int large; // files that were tried both ways

  /**
   * Makes a file.
   *
   * @param head bytes to leave free at its begin
   * @param isLarge whether it will have {@link #LARGE} bytes or more
   * @throws FileAlreadyExistsException if the name is taken
   * @throws NoSuchFileException if there is no such folder
   */
  public NewFile create(Path path, int head, boolean isLarge) throws IOException {
    if (isLarge && isDirectNext()) {
      try {
        int block = block(path);
        if (block > 0) {
          return new SlicedFile(this, path, FileChannel.open(path, DIRECT), head, block, true);
        }
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        throw e;
      } catch (IOException | UnsupportedOperationException e) {
        // No blocks are told, as in some containers, or such files refused, perhaps when made; if
        // for another reason, the next lines tell it.
        Files.deleteIfExists(path);
      }
      cachedOnly();
    }
    return new SlicedFile(
        this, path, FileChannel.open(path, PLAIN), head, SlicedFile.CACHED, isLarge);
  }

  /** Returns the bytes of this file system's blocks, 0 if they are too large for a slice. */
  private synchronized int block(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (block == 0 && folder != null) {
      long bytes = Files.getFileStore(folder).getBlockSize();
      block = bytes <= Slices.MOST_BLOCK && Long.bitCount(bytes) == 1 ? (int) bytes : 0;
    }
    return block;
  }

  synchronized boolean isDirectNext() {
    if (isCachedOnly || direct.bytes < TRIAL || cached.bytes < TRIAL) {
      return !isCachedOnly && direct.bytes < TRIAL;
    }
    boolean isFaster = direct.speed() >= FAVOUR * cached.speed();
    return ++large % AGAIN == 0 ? !isFaster : isFaster;
  }

  /** Told that this file system takes nothing past the page cache. */
  synchronized void cachedOnly() {
    isCachedOnly = true;
  }

  /** Told how long the bytes of a large file took. */
  synchronized void took(boolean isDirect, long bytes, long nanos) {
    (isDirect ? direct : cached).add(bytes, nanos);
  }

  /** A speed is the mean over what was written last. */
  private static final class Speed {
    private long bytes;
    private long nanos = 1;

    void add(long moreBytes, long moreNanos) {
      bytes += moreBytes;
      nanos += moreNanos;
      if (bytes > 8 * TRIAL) {
        bytes /= 2;
        nanos = nanos / 2 + 1;
      }
    }

    double speed() {
      return (double) bytes / nanos;
    }
  }
}
