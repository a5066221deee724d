package org.arcoforge.format.packed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Holds the temporary files of this process with what was unpacked: in one folder, which goes when
 * the process ends.
 */
public final class UnpackedFiles {
  private static final long KEPT_FREE = 512L << 20;
  private static final AtomicLong ON_DISK = new AtomicLong();

  private UnpackedFiles() {}

  private static final class Folder {
    static final Path PATH = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("arco-unpacked-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        return folder;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static void remove(Path folder) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        folder.toFile().deleteOnExit(); // nothing more to be done
      }
    }
  }

  /** Returns bytes of all that is unpacked now. */
  public static long bytes() {
    return ON_DISK.get();
  }

  static Path create() throws IOException {
    try {
      return Files.createTempFile(Folder.PATH, "", ".data");
    } catch (java.io.UncheckedIOException | ExceptionInInitializerError e) {
      throw new IOException("no folder for temporary files: " + e.getCause(), e);
    }
  }

  /**
   * Returns the most bytes that one file may unpack to: what the settings say, and no more than the
   * disk has.
   */
  static long limit(Path file, long most) throws IOException {
    long free = Files.getFileStore(file).getUsableSpace() - KEPT_FREE;
    return Math.max(0, Math.min(most, free));
  }

  static void added(long bytes) {
    ON_DISK.addAndGet(bytes);
  }

  static void remove(Path file, long bytes) throws IOException {
    ON_DISK.addAndGet(-bytes);
    Files.deleteIfExists(file);
  }
}
