package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Opens {@code http} and {@code https} URLs: from the cache if there is one, else by ranges. */
final class HttpOpener implements SchemeOpener.Scheme, HttpCache.Origin {
  private final HttpCalls calls;
  private final RetryPolicy retry;
  private final Optional<HttpCache> cache;
  private final boolean partly; // files of which little is wanted stay out of the cache

  HttpOpener(HttpCalls calls, Optional<Path> cache, RetryPolicy retry, boolean partly) {
    this.partly = partly;
    this.calls = calls;
    this.retry = retry;
    this.cache = cache.map(folder -> new HttpCache(folder, this));
  }

  @Override
  public boolean accepts(String url) {
    return url.matches("(?i)https?://.*");
  }

  @Override
  public ByteSource open(String url) throws IOException {
    if (cache.isPresent()) {
      return partly ? PartlyFetched.open(calls, retry, cache.get(), url) : cache.get().open(url);
    }
    Optional<HttpSource> ranged = HttpSource.open(calls, retry, url);
    return ranged.isPresent() ? ranged.get() : whole(url);
  }

  @Override
  public String shown(String url) {
    return calls.shown(url);
  }

  @Override
  public HttpCache.Download download(String url) {
    return new HttpDownload(calls, retry, url);
  }

  /** Returns what the server says of the file without sending it; empty if it does not. */
  @Override
  public Optional<SourceVersion> version(String url) {
    try {
      SourceVersion version =
          retry.run(
              calls.shown(url),
              () -> calls.delivers(url),
              () -> calls.head(url, HttpReply::version));
      return version.size() < 0 ? Optional.empty() : Optional.of(version);
    } catch (SourceException e) { // some servers know no HEAD
      return Optional.empty();
    }
  }

  @Override
  public boolean forget(String url, ByteSource damaged) throws IOException {
    return cache.isPresent() && cache.get().forget(url, damaged);
  }

  <T> T fetch(String url, SourceOpener.Body<T> body) throws IOException {
    return retry.run(
        calls.shown(url),
        () -> calls.delivers(url),
        () -> calls.get(url, Map.of(), reply -> body.read(reply.body())));
  }

  /** From a server without ranges: each read would transfer the file, so it is done once. */
  private ByteSource whole(String url) throws IOException {
    Path folder = Files.createTempDirectory("arco-source-");
    Path file = folder.resolve("whole");
    try {
      SourceVersion version = new HttpDownload(calls, retry, url).to(file, null).orElseThrow();
      Path temporary = Files.createTempFile("arco-source-", ".data");
      Files.move(file, temporary, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return LocalSource.open(calls.shown(url), temporary).as(calls.shown(url), version, true);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
