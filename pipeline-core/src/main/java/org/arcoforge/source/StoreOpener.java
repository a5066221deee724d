package org.arcoforge.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/**
 * Opens objects of buckets ({@code gs://bucket/key}, {@code s3://bucket/key}) and of stores in
 * memory.
 */
final class StoreOpener implements SchemeOpener.Scheme {
  private final ConcurrentHashMap<String, ObjectStore> buckets = new ConcurrentHashMap<>();

  private final FetchThreads threads = new FetchThreads();
  private final FetchTally tally;

  StoreOpener(FetchTally tally) {
    this.tally = tally;
  }

  @Override
  public boolean accepts(String url) {
    return url.startsWith("gs://") || url.startsWith("s3://") || url.startsWith("memory://");
  }

  private static int keyStart(String url) throws SourceException {
    int slash = url.indexOf('/', url.indexOf("://") + 3);
    if (slash < 0 || slash == url.length() - 1) {
      throw new SourceException(url, "expected a bucket and a key, as in s3://bucket/key", true);
    }
    return slash + 1;
  }

  private ObjectStore bucket(String url) throws SourceException {
    try {
      return buckets.computeIfAbsent(
          url,
          u -> {
            try {
              return ObjectStores.open(u, tally);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new SourceException(url, String.valueOf(e.getMessage()), true, e);
    }
  }

  @Override
  public ByteSource open(String url) throws IOException {
    int start = keyStart(url);
    try {
      return StoreSource.open(bucket(url.substring(0, start)), url.substring(start), threads);
    } catch (IllegalArgumentException e) {
      throw new SourceException(url, String.valueOf(e.getMessage()), true, e);
    }
  }

  @Override
  public Optional<SourceVersion> version(String url) throws IOException {
    int start = keyStart(url);
    return bucket(url.substring(0, start)).stat(url.substring(start)).map(StoreSource::version);
  }

  @Override
  public List<String> glob(String pattern) throws IOException {
    int start = keyStart(pattern);
    int fixed = Math.max(start, LocalGlob.fixed(pattern));
    String folder = pattern.substring(start, fixed);
    String before = pattern.substring(0, fixed);
    PathMatcher matcher = LocalGlob.matcher(pattern.substring(fixed));
    try (Stream<ObjectInfo> objects = bucket(pattern.substring(0, start)).list(folder)) {
      TreeSet<String> found = new TreeSet<>();
      TreeSet<String> datasets = new TreeSet<>();
      objects
          .map(info -> info.key().substring(folder.length()))
          // Some tools make empty objects that stand for folders.
          .filter(name -> !name.isEmpty() && !name.endsWith("/"))
          .forEach(
              name -> {
                int slash = name.lastIndexOf('/');
                if (slash > 0
                    && LocalGlob.MARKS.contains(name.substring(slash + 1))
                    && matcher.matches(Path.of(name.substring(0, slash)))) {
                  datasets.add(name.substring(0, slash));
                }
                if (matcher.matches(Path.of(name))) {
                  found.add(name);
                }
              });
      found.addAll(datasets);
      return found.stream()
          .filter(name -> !isWithin(name, datasets))
          .map(before::concat)
          .sorted()
          .toList();
    } catch (UncheckedIOException | IOException e) {
      throw new SourceException(pattern, "cannot be listed: " + e.getMessage(), false, e);
    }
  }

  /** Whether a folder around it is one data set. */
  private static boolean isWithin(String name, Set<String> datasets) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      if (datasets.contains(name.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    threads.close();
    buckets.values().forEach(ObjectStore::close);
  }
}
