package org.arcoforge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A local lock is the right to replace or delete one file, held by one thread of one process at a
 * time. It is a lock of the operating system on a hidden file beside the object, so it ends with
 * its process, and it is the same file for stores with different roots.
 */
final class LocalLock {
  static final String PREFIX = ObjectKeys.RESERVED + "lock-";

  // Threads of one process would get an exception from the operating system's lock.
  private static final ReentrantLock[] THREADS = new ReentrantLock[64];

  static {
    Arrays.setAll(THREADS, i -> new ReentrantLock());
  }

  /** An action is what is done while the lock is held. */
  interface Action<T> {
    T run() throws IOException;
  }

  private LocalLock() {}

  /** Waits for the lock of a file, whose folder is made, and holds it during the action. */
  static <T> T holding(Path object, Action<T> action) throws IOException {
    byte[] name = object.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    // A hash, since the name may already have the greatest length.
    String hash =
        HexFormat.of()
            .toHexDigits((ObjectKeys.crc32c(name, 0, name.length) << 32) ^ Arrays.hashCode(name));
    Path file = object.resolveSibling(PREFIX + hash);
    ReentrantLock threads = THREADS[Math.floorMod(file.toAbsolutePath().hashCode(), 64)];
    threads.lock();
    try {
      FileChannel channel = acquire(file);
      try {
        return action.run();
      } finally {
        // First the name, then the lock: whoever waits for it sees that the name is gone.
        Files.deleteIfExists(file);
        channel.close();
      }
    } finally {
      threads.unlock();
    }
  }

  private static FileChannel acquire(Path file) throws IOException {
    byte[] token =
        UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    for (int i = 0; ; i++) {
      FileChannel channel = open(file);
      boolean held = false;
      try {
        lock(channel);
        channel.write(ByteBuffer.wrap(token), 0);
        // The holder before may have removed the file between our opening and locking it; then
        // others lock a new file of that name, and this lock means nothing.
        held = Arrays.equals(token, Files.readAllBytes(file));
        if (held) {
          return channel;
        }
      } catch (NoSuchFileException e) {
        if (i == LocalFiles.TRIES) {
          throw e;
        }
      } finally {
        if (!held) {
          channel.close();
        }
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    for (int i = 0; ; i++) {
      LocalFiles.makeFolderOf(file);
      try {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        // The folder was removed meanwhile, being empty.
        if (i == LocalFiles.TRIES) {
          throw e;
        }
      }
    }
  }

  private static void lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        FileLock lock = channel.lock();
        if (lock.isValid()) {
          return;
        }
      } catch (OverlappingFileLockException e) {
        // The same folder under another name (a symbolic link) in this process.
        Thread.onSpinWait();
      }
    }
  }
}
