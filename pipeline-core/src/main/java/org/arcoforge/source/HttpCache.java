package org.arcoforge.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.arcoforge.fault.FailureWords;
import org.jspecify.annotations.Nullable;

/**
 * Keeps fetched files in a local folder, one folder for each URL without its secrets. In it {@code
 * current} says which file has the content of which version; it is swapped after the file is whole,
 * so that a killed process leaves nothing that is taken for a file.
 */
final class HttpCache implements SourceCache {
  /** Few for all URLs: there may be a million. */
  private static final ReentrantLock[] FETCHING =
      Stream.generate(ReentrantLock::new).limit(4096).toArray(ReentrantLock[]::new);

  private static final Duration ABANDONED = Duration.ofDays(1);
  private static final int ATTEMPTS = 3;

  /** Files of this process's caches that were found to be what was fetched, with their times. */
  private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

  /** Folders of files that were fetched anew because they turned out damaged. */
  private static final Set<Path> FORGOTTEN = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final Origin origin;
  private final CacheBudget budget;

  HttpCache(Path root, Origin origin, CacheBudget budget) {
    this.root = root.toAbsolutePath();
    this.origin = origin;
    this.budget = budget;
  }

  @Override
  public ByteSource open(String url, boolean partly) throws IOException {
    if (partly && !has(url)) {
      return PartlyFetched.open(origin, this, url);
    }
    return budget.isOpen() || isKept(url) ? open(url) : origin.direct(url);
  }

  private boolean isKept(String url) throws IOException {
    return current(folder(url)) != null;
  }

  /** An entry is what is kept of a URL; {@code sha256} is of what came, made while it came. */
  private record Entry(Path file, SourceVersion version, String sha256) {}

  private Path folder(String url) {
    String key = Sources.digest(url);
    return root.resolve(key.substring(0, 2)).resolve(key);
  }

  /** Threads that want one file fetch it once; processes do no harm to each other. */
  private static ReentrantLock lock(Path folder) {
    return FETCHING[Math.floorMod(folder.hashCode(), FETCHING.length)];
  }

  /**
   * Returns the file, fetched unless the server says that the one here is still right, and it is
   * still what was fetched.
   */
  LocalSource open(String url) throws IOException {
    Path folder = folder(url);
    ReentrantLock lock = lock(folder);
    lock.lock();
    try {
      for (int i = 0; ; i++) {
        Entry entry = refreshed(url, folder, current(folder));
        // Another process may have put a newer content in its place meanwhile, or the disk may have
        // failed.
        if (isWhole(entry)) {
          return LocalSource.open(origin.shown(url), entry.file())
              .as(origin.shown(url), entry.version(), false);
        }
        remove(folder, entry);
        if (i == ATTEMPTS) {
          throw new SourceException(
              origin.shown(url),
              "is not in the cache as it came, after "
                  + ATTEMPTS
                  + " attempts: something else changes or removes the files of "
                  + root
                  + "; name another folder",
              true);
        }
      }
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceException(
          origin.shown(url),
          "cannot be kept in the cache " + folder + ": " + FailureWords.of(e),
          true,
          e);
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether something is kept of a URL, if perhaps not the newest. */
  private boolean has(String url) {
    return Files.exists(folder(url).resolve("current"));
  }

  @Override
  public boolean forget(String url, ByteSource damaged) throws IOException {
    Optional<Path> file = damaged.path();
    return file.isPresent() && forget(url, file.get());
  }

  private boolean forget(String url, Path damaged) throws IOException {
    Path folder = folder(url);
    ReentrantLock lock = lock(folder);
    lock.lock();
    try {
      Entry entry = current(folder);
      if (entry == null || !entry.file().equals(damaged)) {
        return true; // somebody else has let go of it
      }
      remove(folder, entry);
      return FORGOTTEN.add(folder);
    } finally {
      lock.unlock();
    }
  }

  private static void remove(Path folder, Entry entry) throws IOException {
    Files.deleteIfExists(folder.resolve("current"));
    Files.deleteIfExists(entry.file());
  }

  /** Whether the file is what was fetched; looked at once in each process. */
  private static boolean isWhole(Entry entry) throws IOException {
    Path file = entry.file();
    try {
      String state = state(file);
      if (CHECKED.contains(state)) {
        return true;
      }
      Sha256 sha = new Sha256();
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = Files.newInputStream(file)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          sha.add(buffer, n);
        }
      }
      return sha.hex().equals(entry.sha256()) && CHECKED.add(state);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String state(Path file) throws IOException {
    return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
  }

  private Entry refreshed(String url, Path folder, @Nullable Entry old) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(UUID.randomUUID() + ".part");
    try {
      SourceVersion have = old == null || isExpired(folder) ? null : old.version();
      Download download = origin.download(url);
      Optional<SourceVersion> now = download.to(file, have);
      if (old != null && now.isEmpty()) { // which is only said of what is had
        return old;
      }
      Path whole = folder.resolve(UUID.randomUUID() + ".data");
      Files.move(file, whole, StandardCopyOption.ATOMIC_MOVE);
      Entry entry = new Entry(whole, now.orElseThrow(), download.sha256());
      write(folder, entry);
      CHECKED.add(state(whole));
      budget.added(entry.version().size() - (old == null ? 0 : old.version().size()));
      removeOthers(folder, entry, old);
      return entry;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private boolean isExpired(Path folder) throws IOException {
    return budget.isExpired(Files.getLastModifiedTime(folder.resolve("current")).toMillis());
  }

  /** The entry whose file is there with the right length; null if none is. */
  private static @Nullable Entry current(Path folder) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(folder.resolve("current"))) {
      properties.load(in);
      Path file = folder.resolve(properties.getProperty("file", ""));
      long size = Long.parseLong(properties.getProperty("size", "-1"));
      String etag = properties.getProperty("etag", "");
      long modified = Long.parseLong(properties.getProperty("modified", "0"));
      String sha256 = properties.getProperty("sha256", "");
      boolean there = Files.isRegularFile(file) && Files.size(file) == size && !sha256.isEmpty();
      return there ? new Entry(file, new SourceVersion(size, etag, modified), sha256) : null;
    } catch (NoSuchFileException | IllegalArgumentException e) {
      // Absent, or damaged by somebody: fetched anew.
      return null;
    }
  }

  private static void write(Path folder, Entry entry) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("file", String.valueOf(entry.file().getFileName()));
    properties.setProperty("size", Long.toString(entry.version().size()));
    properties.setProperty("etag", entry.version().etag());
    properties.setProperty("sha256", entry.sha256());
    properties.setProperty("modified", Long.toString(entry.version().modified()));
    Path temp = folder.resolve(UUID.randomUUID() + ".part");
    try (OutputStream out = Files.newOutputStream(temp)) {
      properties.store(out, null);
    }
    Files.move(
        temp,
        folder.resolve("current"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Older contents, which who reads them keeps open, and parts that nobody goes on with. */
  private static void removeOthers(Path folder, Entry entry, @Nullable Entry old)
      throws IOException {
    if (old != null) {
      Files.deleteIfExists(old.file());
    }
    Instant before = Instant.now().minus(ABANDONED);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        boolean kept = file.equals(entry.file()) || file.endsWith("current");
        if (!kept && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Another process tidied up at the same time.
      return;
    }
  }
}
