package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.arcoforge.store.ObjectStores;

/** Opens plain paths and {@code file:} URLs that are allowed. */
final class LocalFileOpener implements SchemeOpener.Scheme {
  private final AllowedFiles allowed;

  LocalFileOpener(AllowedFiles allowed) {
    this.allowed = allowed;
  }

  /** Returns whether the URL names a local file. */
  @Override
  public boolean accepts(String url) {
    return ObjectStores.localPath(url).isPresent();
  }

  @Override
  public ByteSource open(String url) throws IOException {
    check(url);
    return LocalSource.open(url, path(url));
  }

  /** Makes sure that what a URL names may be read. */
  @Override
  public void check(String url) throws NotAllowedException {
    allowed.check(url, path(url));
  }

  /** Returns what opening would find; empty for a folder. */
  @Override
  public Optional<SourceVersion> version(String url) throws IOException {
    check(url);
    BasicFileAttributes a = Files.readAttributes(path(url), BasicFileAttributes.class);
    return a.isRegularFile()
        ? Optional.of(new SourceVersion(a.size(), "", a.lastModifiedTime().toMillis()))
        : Optional.empty();
  }

  private static Path path(String url) {
    return ObjectStores.localPath(url)
        .orElseThrow(() -> new IllegalArgumentException("no local file: " + url));
  }

  /** Returns URLs in the spelling of the pattern: what stands before the first wildcard is kept. */
  @Override
  public List<String> glob(String pattern) throws IOException {
    int fixed = LocalGlob.fixed(pattern);
    String before = pattern.substring(0, fixed);
    Path folder = before.isEmpty() ? Path.of("") : path(before);
    allowed.check(pattern, folder.toAbsolutePath());
    return LocalGlob.find(pattern, folder.toAbsolutePath(), pattern.substring(fixed)).stream()
        .map(name -> before + name)
        .toList();
  }
}
