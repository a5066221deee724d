package org.arcoforge.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Describes files of the local disk as objects, and converts {@code file:} URLs to paths and back.
 */
final class LocalFiles {
  private static final int BUFFER = 1 << 18;

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  /** Races with others who remove an empty folder end long before. */
  static final int TRIES = 1000;

  private LocalFiles() {}

  /** Makes the folder that a file is to be in. */
  static void makeFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      makeFolder(folder);
    }
  }

  /** Makes a folder, also while others remove it whenever it is empty. */
  static void makeFolder(Path folder) throws IOException {
    for (int i = 0; !Files.isDirectory(folder); i++) {
      try {
        Files.createDirectories(folder);
      } catch (NoSuchFileException | FileAlreadyExistsException e) {
        boolean raced = i < TRIES && !isFile(folder);
        if (!raced) {
          throw e;
        }
      }
    }
  }

  private static boolean isFile(Path path) {
    for (Path p = path; p != null; p = p.getParent()) {
      if (Files.isRegularFile(p)) {
        return true;
      }
    }
    return false;
  }

  /** Describes a file with its checksum, which takes reading it once. */
  static ObjectInfo describe(String key, Path path) throws IOException {
    while (true) {
      BasicFileAttributes before = Files.readAttributes(path, BasicFileAttributes.class);
      long crc = crc32c(path);
      BasicFileAttributes after = Files.readAttributes(path, BasicFileAttributes.class);
      // Replaced while it was read: the checksum would belong to neither.
      if (generation(before) == generation(after)) {
        return info(key, after, crc);
      }
    }
  }

  static ObjectInfo info(String key, BasicFileAttributes attributes, long crc) {
    return new ObjectInfo(
        key,
        attributes.size(),
        crc,
        generation(attributes),
        attributes.lastModifiedTime().toMillis());
  }

  /**
   * Returns a number that another content of the path does not have: a mix of length, modification
   * time and inode. Writers make the time later than that of the file they replace, and a new file
   * never has the inode of one that still exists.
   */
  static long generation(BasicFileAttributes attributes) {
    long h = mix(attributes.size() + 0x9E3779B97F4A7C15L);
    h = mix(h ^ attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    Object fileKey = attributes.fileKey();
    h = mix(h ^ (fileKey == null ? 0 : fileKey.toString().hashCode() * 0x9E3779B97F4A7C15L));
    h &= Long.MAX_VALUE;
    return h == 0 ? 1 : h;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long crc32c(Path path) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return crc.getValue();
  }

  /** Returns the path that a {@code file:} URL or a plain path names; empty for other URLs. */
  static Optional<Path> path(String url) {
    if (!url.startsWith("file:")) {
      return SCHEME.matcher(url).matches() ? Optional.empty() : Optional.of(Path.of(url));
    }
    String path = url.substring("file:".length());
    if (path.startsWith("//")) {
      path = path.substring(2);
      if (path.startsWith("localhost/")) {
        path = path.substring("localhost".length());
      }
    }
    if (ESCAPE.matcher(path).find() && !Files.exists(Path.of(path))) {
      // URLDecoder would read '+' as a blank, which paths do not mean.
      path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    return Optional.of(Path.of(path));
  }

  /**
   * Returns the URL of a folder, not escaped: fsspec, which opens the stores, takes what follows
   * {@code file://} as it is.
   */
  static String folderUrl(Path folder) {
    String path = folder.toString().replace('\\', '/');
    return "file://" + (path.startsWith("/") ? "" : "/") + path + (path.endsWith("/") ? "" : "/");
  }
}
