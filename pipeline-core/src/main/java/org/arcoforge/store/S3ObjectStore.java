package org.arcoforge.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.arcoforge.network.ParallelRequests;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Stores objects in a bucket of Amazon S3 or of a service that speaks the same. Each write is one
 * request with its CRC-32C and a condition; a write whose answer was lost is looked up, and what is
 * found decides.
 */
final class S3ObjectStore implements ObjectStore {
  private static final int PAGE = 1000;

  private final S3Connections connection;
  private final String bucket;
  private final S3Failures failures;
  private final S3Calls calls;
  private final S3Writes writes;

  S3ObjectStore(S3Connections connection, String bucket) {
    this.connection = connection;
    this.bucket = bucket;
    this.failures = new S3Failures(connection, bucket);
    this.calls = new S3Calls(connection.client(), bucket, failures);
    this.writes = new S3Writes(connection, bucket, failures, calls);
  }

  @Override
  public String location() {
    return "s3://" + bucket + "/";
  }

  @Override
  public void checkWritable(String prefix) throws IOException {
    ObjectKeys.checkFolder(prefix);
    ParallelRequests.atOnce(List.of(() -> pages(prefix, null, 1), () -> writes.checkRight(prefix)));
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    return writes.create(ObjectKeys.check(key), bytes, offset, length);
  }

  @Override
  public ObjectInfo copy(String from, String to) throws IOException {
    ObjectInfo made = writes.copy(ObjectKeys.check(from), ObjectKeys.check(to));
    return made == null ? create(to, read(from)) : made;
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    return writes.replace(ObjectKeys.check(key), bytes, generation);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return calls.find(ObjectKeys.check(key)).map(S3Calls.Found::info);
  }

  @Override
  public byte[] read(String key) throws IOException {
    return calls.whole(ObjectKeys.check(key));
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    ObjectKeys.check(key);
    if (length > 0) {
      calls.range(key, null, position, target, offset, length);
    }
  }

  @Override
  public void readVersion(
      String key, long generation, long position, byte[] target, int offset, int length)
      throws IOException {
    ObjectKeys.check(key);
    if (length > 0) {
      calls.range(key, generation, position, target, offset, length);
    }
  }

  /** The pages of a listing; the first is there, the others are fetched while they are read. */
  private Iterator<ListObjectsV2Response> pages(String prefix, @Nullable String delimiter, int most)
      throws IOException {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(prefix)
            .delimiter(delimiter)
            .maxKeys(most)
            .build();
    Iterator<ListObjectsV2Response> pages;
    ListObjectsV2Response first;
    try {
      pages = connection.client().listObjectsV2Paginator(request).iterator();
      first = pages.next();
    } catch (SdkException e) {
      throw failures.explain(url(prefix), "list", e);
    }
    return new Iterator<>() {
      private @Nullable ListObjectsV2Response next = first;

      @Override
      public boolean hasNext() {
        return next != null || pages.hasNext();
      }

      @Override
      public ListObjectsV2Response next() {
        ListObjectsV2Response page = next;
        next = null;
        try {
          return page == null ? pages.next() : page;
        } catch (SdkException e) {
          throw new UncheckedIOException(failures.explain(url(prefix), "list", e));
        }
      }
    };
  }

  /** A trial of ours is no object of the store. */
  private static boolean isShown(String key) {
    return !key.substring(key.lastIndexOf('/') + 1).startsWith(ObjectKeys.RESERVED);
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) throws IOException {
    Iterator<ListObjectsV2Response> pages = pages(ObjectKeys.checkPrefix(prefix), null, PAGE);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false)
        .flatMap(page -> page.contents().stream())
        .filter(object -> isShown(object.key()))
        .map(S3ObjectStore::listed);
  }

  private static ObjectInfo listed(S3Object object) {
    return S3Calls.Mark.listed(
        object.key(), object.size(), String.valueOf(object.eTag()), object.lastModified());
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    List<String> all = new ArrayList<>();
    Iterator<ListObjectsV2Response> pages = pages(ObjectKeys.checkFolder(prefix), "/", PAGE);
    try {
      pages.forEachRemaining(
          page -> {
            page.commonPrefixes().forEach(folder -> all.add(folder.prefix()));
            page.contents().forEach(object -> all.add(object.key()));
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // A page has its objects before its folders.
    return all.stream()
        .filter(S3ObjectStore::isShown)
        .map(key -> key.substring(prefix.length()))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList()
        .stream();
  }

  @Override
  public void delete(String key) throws IOException {
    calls.delete(ObjectKeys.check(key));
  }

  @Override
  public void close() {
    connection.client().close();
  }
}
