package org.arcoforge.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens {@code http} and {@code https} URLs: from the cache if there is one, else by ranges. */
final class HttpOpener implements SchemeOpener.Scheme, SourceCache.Origin {
  private static final KeptRanges VALUES = new KeptRanges(64 << 20); // of all files

  private final HttpCalls calls;
  private final RetryPolicy retry;
  private final Optional<SourceCache> cache;
  private final Set<String> servesRanges = ConcurrentHashMap.newKeySet(); // hosts that say so
  private final boolean partly; // files of which little is wanted stay out of the cache

  HttpOpener(HttpCalls calls, CacheBudget cache, RetryPolicy retry, boolean partly) {
    this.partly = partly;
    this.calls = calls;
    this.retry = retry;
    this.cache = SourceCache.of(cache, this);
  }

  @Override
  public boolean accepts(String url) {
    return url.matches("(?i)https?://.*");
  }

  @Override
  public ByteSource open(String url) throws IOException {
    return cache.isPresent() ? cache.get().open(url, partly) : direct(url);
  }

  @Override
  public Optional<ByteSource> ranged(String url, @Nullable SourceVersion known) throws IOException {
    if (known != null && servesRanges.contains(host(url))) {
      return Optional.of(HttpSource.known(calls, retry, url, known, values()));
    }
    if (known == null && partly && VALUES.has(url)) { // fetched in this process by another opener
      Optional<SourceVersion> now = look(url);
      KeptRanges.Content content = now.isEmpty() ? null : KeptRanges.Content.of(url, now.get());
      if (content != null && VALUES.has(content) && servesRanges.contains(host(url))) {
        return Optional.of(HttpSource.known(calls, retry, url, content.version(), VALUES));
      }
    }
    Optional<HttpSource> source = HttpSource.open(calls, retry, url, values());
    source.ifPresent(s -> servesRanges.add(host(url)));
    return source.map(s -> s);
  }

  private static String host(String url) {
    return String.valueOf(URI.create(url.replaceFirst("[?#].*", "")).getRawAuthority());
  }

  @Override
  public String shown(String url) {
    return calls.shown(url);
  }

  @Override
  public SourceCache.Download download(String url) {
    return new HttpDownload(calls, retry, url);
  }

  /** Returns what the server says of the file without sending it; empty if it does not. */
  @Override
  public Optional<SourceVersion> version(String url) {
    try {
      return look(url);
    } catch (IOException e) { // opening it tells what is wrong
      return Optional.empty();
    }
  }

  @Override
  public Optional<SourceVersion> look(String url) throws IOException {
    try {
      SourceVersion version =
          retry.run(
              calls.shown(url),
              calls.host(url),
              () ->
                  calls.head(
                      url,
                      reply -> {
                        if (reply.servesRanges()) {
                          servesRanges.add(host(url));
                        }
                        return reply.version();
                      }));
      return version.size() < 0 ? Optional.empty() : Optional.of(version);
    } catch (SourceException e) { // some servers know no HEAD
      if (e.isUnreachable()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Little of each file may be wanted: fetching a sample of it again would be much of that. */
  private @Nullable KeptRanges values() {
    return partly ? VALUES : null;
  }

  @Override
  public boolean forget(String url, ByteSource damaged) throws IOException {
    VALUES.forget(url);
    BlockReader.forget(url);
    return cache.isPresent() && cache.get().forget(url, damaged);
  }

  @Override
  public void close() {
    calls.close();
  }

  <T> T fetch(String url, SourceOpener.Body<T> body) throws IOException {
    return retry.run(
        calls.shown(url),
        calls.host(url),
        () -> calls.get(url, Map.of(), reply -> body.read(reply.body())));
  }

  /** From a server without ranges: each read would transfer the file, so it is done once. */
  @Override
  public ByteSource whole(String url) throws IOException {
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
