package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.inbox.Inbox;
import org.arcoforge.inbox.InboxFile;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.jspecify.annotations.Nullable;

/**
 * Opens files of a feedstock's inbox ({@code inbox://2020/a.nc}) by its manifest, which is read
 * once; the checksums that it tells are held against those of the store.
 */
final class InboxOpener implements SchemeOpener.Scheme {
  private static final String SCHEME = "inbox://";

  private final String place;
  private final FetchTally tally;
  private final FetchThreads threads = new FetchThreads();
  private @Nullable ObjectStore store;
  private @Nullable Map<String, InboxFile> files;

  /**
   * Makes an opener.
   *
   * @param place URL of the feedstock's inbox; empty if there is none
   * @param tally counts what it is asked for
   */
  InboxOpener(String place, FetchTally tally) {
    this.tally = tally;
    this.place = place;
  }

  @Override
  public boolean accepts(String url) {
    return url.startsWith(SCHEME);
  }

  private synchronized ObjectStore store(String url) throws IOException {
    if (place.isEmpty()) {
      throw new NotAllowedException(
          url, "the bakery has no inbox; its operator writes one: inbox: gs://bucket/inbox");
    }
    ObjectStore open = store;
    if (open == null) {
      open = ObjectStores.open(place, tally);
      store = open;
    }
    return open;
  }

  private synchronized Map<String, InboxFile> files(String url) throws IOException {
    Map<String, InboxFile> known = files;
    if (known == null) {
      try {
        known = new Inbox(store(url)).files();
      } catch (SourceException e) {
        throw e;
      } catch (IOException e) {
        throw new SourceException(url, "the inbox cannot be read: " + e.getMessage(), false, e);
      }
      files = known;
    }
    return known;
  }

  private InboxFile file(String url) throws IOException {
    Map<String, InboxFile> all = files(url);
    InboxFile file = all.get(url.substring(SCHEME.length()));
    if (file == null) {
      throw new SourceNotFoundException(
          url,
          "the manifest of "
              + place
              + " names no such file, but "
              + all.size()
              + " others; 'arco upload' puts files there");
    }
    return file;
  }

  @Override
  public ByteSource open(String url) throws IOException {
    InboxFile file = file(url);
    List<StoreSource> parts = new ArrayList<>();
    for (InboxFile.Part part : file.parts()) {
      parts.add(part(url, store(url), part));
    }
    return new Parts(url, version(file), parts);
  }

  private StoreSource part(String url, ObjectStore store, InboxFile.Part part) throws IOException {
    StoreSource source = StoreSource.open(store, part.key(), threads);
    ObjectInfo info = source.info();
    if (info.size() != part.size() || (info.crc32c() >= 0 && info.crc32c() != part.crc32c())) {
      throw new SourceException(
          url,
          "the manifest tells "
              + part.size()
              + String.format(Locale.ROOT, " bytes with crc32c %08x, ", part.crc32c())
              + store.url(part.key())
              + " has "
              + info.size()
              + String.format(Locale.ROOT, " with %08x; upload the file again", info.crc32c()),
          true);
    }
    return source;
  }

  @Override
  public Optional<SourceVersion> version(String url) throws IOException {
    return Optional.of(version(file(url)));
  }

  private static SourceVersion version(InboxFile file) {
    return new SourceVersion(file.size(), "sha256:" + file.sha256(), file.modified());
  }

  @Override
  public List<String> glob(String pattern) throws IOException {
    PathMatcher matcher = LocalGlob.matcher(pattern.substring(SCHEME.length()));
    return files(pattern).keySet().stream()
        .filter(name -> matcher.matches(Path.of(name)))
        .map(SCHEME::concat)
        .toList();
  }

  @Override
  public synchronized void close() {
    threads.close();
    if (store != null) {
      store.close();
    }
  }

  /** The bytes of objects, one after the other. */
  private record Parts(String url, SourceVersion version, List<StoreSource> parts)
      implements ByteSource {
    @Override
    public long size() {
      return version.size();
    }

    @Override
    public void read(long position, byte[] target, int offset, int length) throws IOException {
      Ranges.check(url, size(), position, length);
      long start = 0;
      for (StoreSource part : parts) {
        long from = Math.max(position, start);
        long to = Math.min(position + length, start + part.size());
        if (from < to) {
          part.read(from - start, target, offset + (int) (from - position), (int) (to - from));
        }
        start += part.size();
      }
    }

    @Override
    public void close() {
      // The store belongs to the opener.
    }
  }
}
