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
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fetched files in a local folder, one folder for each URL without its secrets. In it {@code
 * current} says which file has the content of which version; it is swapped after the file is whole,
 * so that a killed process leaves nothing that is taken for a file.
 */
final class HttpCache {
  /** Few for all URLs: there may be a million. */
  private static final ReentrantLock[] FETCHING =
      Stream.generate(ReentrantLock::new).limit(4096).toArray(ReentrantLock[]::new);

  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path root;
  private final HttpCalls calls;
  private final RetryPolicy retry;

  HttpCache(Path root, HttpCalls calls, RetryPolicy retry) {
    this.root = root.toAbsolutePath();
    this.calls = calls;
    this.retry = retry;
  }

  private record Entry(Path file, SourceVersion version) {}

  /** The file, fetched unless the server says that the one here is still right. */
  LocalSource open(String url) throws IOException {
    String key = SafeUrls.key(url);
    Path folder = root.resolve(key.substring(0, 2)).resolve(key);
    // Threads that want one file fetch it once; processes do no harm to each other.
    ReentrantLock lock = FETCHING[Math.floorMod(folder.hashCode(), FETCHING.length)];
    lock.lock();
    try {
      for (int i = 0; ; i++) {
        Entry entry = refreshed(url, folder, current(folder));
        // Another process may have put a newer content in its place meanwhile.
        if (Files.exists(entry.file()) || i == 3) {
          return LocalSource.open(SafeUrls.of(url), entry.file())
              .as(SafeUrls.of(url), entry.version(), false);
        }
      }
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceException(
          SafeUrls.of(url), "cannot be kept in the cache " + folder + ": " + e, true, e);
    } finally {
      lock.unlock();
    }
  }

  private Entry refreshed(String url, Path folder, @Nullable Entry old) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(UUID.randomUUID() + ".part");
    try {
      SourceVersion have = old == null ? null : old.version();
      Optional<SourceVersion> now = new HttpDownload(calls, retry, url).to(file, have);
      if (old != null && now.isEmpty()) {
        return old;
      }
      Path whole = folder.resolve(UUID.randomUUID() + ".data");
      Files.move(file, whole, StandardCopyOption.ATOMIC_MOVE);
      Entry entry = new Entry(whole, now.orElseThrow());
      write(folder, entry);
      removeOthers(folder, entry, old);
      return entry;
    } finally {
      Files.deleteIfExists(file);
    }
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
      boolean whole = Files.isRegularFile(file) && Files.size(file) == size;
      return whole ? new Entry(file, new SourceVersion(size, etag, modified)) : null;
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
