package org.arcoforge.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.arcoforge.disk.NewFile;
import org.arcoforge.disk.NewFiles;

/**
 * Makes the files being written in {@code .arco-tmp} below the store's root, thus in the same file
 * system and outside of every Zarr hierarchy; the folder goes when nobody writes. What a killed
 * process leaves there is never seen as an object, and swept when it is a day old. Large ones are
 * locked while they are written, and swept as soon as nobody holds the lock.
 */
final class LocalTemp {
  static final String FOLDER = ObjectKeys.RESERVED + "tmp";
  static final Duration ABANDONED = Duration.ofDays(1);

  /** How the names of files begin that are locked while they are written. */
  static final String LOCKED = "locked-";

  /** Longer than a file needs to be locked, or to be named when it is not any more. */
  static final Duration UNLOCKED = Duration.ofMinutes(1);

  /** Files of this process: to lock and close one again would end the lock that it has. */
  private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

  /** Makes new files; replaced in tests by one whose disk is full. */
  interface Disk {
    NewFile create(Path path, int head, boolean isLarge) throws IOException;
  }

  private final Path folder;
  private final Disk disk;
  private final AtomicInteger writing = new AtomicInteger();

  LocalTemp(Path root, Disk disk) {
    this.folder = root.resolve(FOLDER);
    this.disk = disk;
  }

  /** Uses a file with the bytes, and removes it whatever happens. */
  <T> T with(byte[] bytes, int offset, int length, boolean force, Use<T> use) throws IOException {
    try (Open file = open(0, length >= NewFiles.LARGE, force)) {
      file.append(bytes, offset, length);
      return use.use(file.finished(new byte[0]));
    }
  }

  /** Begins a large file that is written piece by piece, and removed when it is closed. */
  Open open(int head, boolean force) throws IOException {
    return open(head, true, force);
  }

  private Open open(int head, boolean isLarge, boolean force) throws IOException {
    String name = UUID.randomUUID().toString();
    Path path = folder.resolve(isLarge ? LOCKED + name : name);
    OURS.add(path.getFileName().toString());
    writing.incrementAndGet();
    try {
      for (int i = 0; ; i++) {
        LocalFiles.makeFolder(folder);
        try {
          NewFile file = disk.create(path, head, isLarge);
          boolean isNamedRight = !isLarge || file.lock();
          return new Open(
              isNamedRight ? path : Files.move(path, folder.resolve(name)), file, force);
        } catch (NoSuchFileException e) {
          // Another process found the folder empty and removed it: make it again.
          if (i == LocalFiles.TRIES) {
            throw e;
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      try {
        Files.deleteIfExists(path);
      } finally {
        ended(path);
      }
      throw e;
    }
  }

  private void ended(Path path) {
    String name = path.getFileName().toString();
    OURS.removeAll(Set.of(name, LOCKED + name));
    ended();
  }

  private void ended() {
    if (writing.decrementAndGet() == 0) {
      removeFolder();
    }
  }

  /** This is a file that is being written. */
  final class Open implements AutoCloseable {
    private final Path path;
    private final NewFile file;
    private final boolean force;
    private boolean isClosed;

    Open(Path path, NewFile file, boolean force) {
      this.path = path;
      this.file = file;
      this.force = force;
    }

    void append(byte[] bytes, int offset, int length) throws IOException {
      file.append(bytes, offset, length);
    }

    /** Returns the file, which is whole now that its head is told. */
    Path finished(byte[] head) throws IOException {
      file.finish(head, force);
      // Not the kernel's tick of some milliseconds: generations are told apart by it.
      Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
      return path;
    }

    @Override
    public void close() throws IOException {
      if (isClosed) {
        return;
      }
      isClosed = true;
      try {
        file.close();
      } finally {
        try {
          Files.deleteIfExists(path);
        } finally {
          ended(path);
        }
      }
    }
  }

  /** A use is what is done with a file that has been written. */
  interface Use<T> {
    T use(Path file) throws IOException;
  }

  private void removeFolder() {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Somebody else is writing there.
      return;
    }
  }

  /** Removes files that nobody writes, or are older than {@code age}; returns how many. */
  int sweep(Duration age) {
    return (int) leftovers(age, false)[0];
  }

  /** Removes what is no longer written, or finds it only; returns how many files and bytes. */
  long[] leftovers(boolean dryRun) {
    return leftovers(ABANDONED, dryRun);
  }

  private long[] leftovers(Duration age, boolean dryRun) {
    long[] found = new long[2];
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        long bytes = Files.size(file);
        if (isLeft(file, age) && (dryRun || Files.deleteIfExists(file))) {
          found[0]++;
          found[1] += bytes;
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Absent, read-only, or being swept by another process: harmless, and no reader's business.
      return found;
    }
    if (!dryRun) {
      removeFolder();
    }
    return found;
  }

  private static boolean isLeft(Path file, Duration age) throws IOException {
    String name = file.getFileName().toString();
    if (OURS.contains(name)) {
      return false;
    }
    Duration since = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
    if (since.compareTo(age) >= 0) {
      return true;
    }
    if (!name.startsWith(LOCKED) || since.compareTo(UNLOCKED) < 0) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException e) { // a file system without locks
      return false;
    }
  }
}
