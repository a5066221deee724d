package org.arcoforge.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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

  /** Writes all bytes into a new file; replaced in tests by one whose disk is full. */
  interface Writer {
    void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException;
  }

  /** Bytes of one call to the file system. */
  static final int SLICE = 1 << 20;

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path folder;
  private final Writer writer;
  private final AtomicInteger writing = new AtomicInteger();

  LocalTemp(Path root, Writer writer) {
    this.folder = root.resolve(FOLDER);
    this.writer = writer;
  }

  /** In slices: for each call the JDK keeps as large a buffer outside of the heap. */
  static void inSlices(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + SLICE));
      at += channel.write(bytes, at);
    }
  }

  /** Uses a file with the bytes, and removes it whatever happens. */
  <T> T with(ByteBuffer bytes, boolean force, Use<T> use) throws IOException {
    if (bytes.remaining() > SLICE) {
      try (Open file = open(force)) {
        file.write(bytes.duplicate(), 0);
        return use.use(file.finished());
      }
    }
    Path path = folder.resolve(UUID.randomUUID().toString());
    writing.incrementAndGet();
    try {
      write(path, bytes, force);
      return use.use(path);
    } finally {
      Files.deleteIfExists(path);
      ended();
    }
  }

  /** Begins a file that is written piece by piece, and removed when it is closed. */
  Open open(boolean force) throws IOException {
    String name = UUID.randomUUID().toString();
    Path path = folder.resolve(LOCKED + name);
    OURS.add(LOCKED + name);
    writing.incrementAndGet();
    try {
      for (int i = 0; ; i++) {
        LocalFiles.makeFolder(folder);
        try {
          FileChannel channel = FileChannel.open(path, NEW);
          return new Open(
              lock(channel) ? path : Files.move(path, folder.resolve(name)), channel, force);
        } catch (NoSuchFileException e) {
          // As for files that are written at once.
          if (i == LocalFiles.TRIES) {
            throw e;
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      ended(path);
      throw e;
    }
  }

  /** The lock ends with the channel or the process. Returns whether there are locks here. */
  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) { // a file system without locks
      return false;
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
    private final FileChannel channel;
    private final boolean force;
    private boolean isClosed;

    Open(Path path, FileChannel channel, boolean force) {
      this.path = path;
      this.channel = channel;
      this.force = force;
    }

    void write(ByteBuffer bytes, long position) throws IOException {
      writer.write(channel, bytes, position);
    }

    /** Returns the file, which is whole now. */
    Path finished() throws IOException {
      if (force) {
        channel.force(true);
      }
      channel.close();
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
        channel.close();
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

  private void write(Path path, ByteBuffer bytes, boolean force) throws IOException {
    for (int i = 0; ; i++) {
      LocalFiles.makeFolder(folder);
      try {
        try (FileChannel channel = FileChannel.open(path, NEW)) {
          writer.write(channel, bytes.duplicate(), 0);
          if (force) {
            channel.force(true);
          }
        }
        // Not the kernel's tick of some milliseconds: generations are told apart by it.
        Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
        return;
      } catch (NoSuchFileException e) {
        // Another process found the folder empty and removed it: make it again.
        if (i == LocalFiles.TRIES) {
          throw e;
        }
      }
    }
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
      return lock(channel);
    }
  }
}
