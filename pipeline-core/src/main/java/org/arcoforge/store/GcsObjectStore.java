package org.arcoforge.store;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.arcoforge.network.ParallelRequests;
import org.jspecify.annotations.Nullable;

/**
 * Stores objects in a Google Cloud Storage bucket. Each write is one request with its CRC-32C and a
 * precondition; a write whose answer was lost is looked up, and what is found decides.
 */
final class GcsObjectStore implements ObjectStore {
  private static final String MARK = "arco-write";

  private final Storage storage;
  private final String bucket;

  GcsObjectStore(Storage storage, String bucket) {
    this.storage = storage;
    this.bucket = bucket;
  }

  @Override
  public String location() {
    return "gs://" + bucket + "/";
  }

  private static String base64(long crc) {
    byte[] bytes = ByteBuffer.allocate(4).putInt((int) crc).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static long number(@Nullable String base64) {
    return base64 == null
        ? -1
        : ByteBuffer.wrap(Base64.getDecoder().decode(base64)).getInt() & 0xFFFFFFFFL;
  }

  private static ObjectInfo info(BlobInfo blob) {
    Long size = blob.getSize();
    Long generation = blob.getGeneration();
    OffsetDateTime time = blob.getUpdateTimeOffsetDateTime();
    return new ObjectInfo(
        blob.getName(),
        size == null ? 0 : size,
        number(blob.getCrc32c()),
        generation == null ? 1 : generation,
        time == null ? 0 : time.toInstant().toEpochMilli());
  }

  private static BlobTargetOption condition(long generation) {
    return generation == 0
        ? BlobTargetOption.doesNotExist()
        : BlobTargetOption.generationMatch(generation);
  }

  @Override
  public void checkWritable(String prefix) throws IOException {
    String url = url(ObjectKeys.checkFolder(prefix));
    // Forbidden by its condition; but who may not write is refused before that is looked at.
    BlobInfo trial =
        BlobInfo.newBuilder(bucket, prefix + ObjectKeys.RESERVED + UUID.randomUUID()).build();
    ParallelRequests.atOnce(
        List.of(
            () -> {
              try {
                storage.list(bucket, BlobListOption.prefix(prefix), BlobListOption.pageSize(1));
              } catch (StorageException e) {
                throw GcsFailures.explainBucket(url, bucket, "list", e);
              }
            },
            () -> {
              try {
                storage.create(trial, new byte[1], condition(1));
              } catch (StorageException e) {
                if (e.getCode() != 412) {
                  throw GcsFailures.explainBucket(url, bucket, "write to", e);
                }
              }
            }));
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    ObjectKeys.check(key);
    long crc = ObjectKeys.crc32c(bytes, offset, length);
    try {
      BlobInfo blob =
          BlobInfo.newBuilder(bucket, key)
              .setCrc32c(base64(crc))
              .setContentType(ObjectKeys.mediaType(key))
              .build();
      return info(
          storage.create(
              blob, bytes, offset, length, condition(0), BlobTargetOption.disableGzipContent()));
    } catch (StorageException e) {
      if (!GcsFailures.outcomeUnknown(e)) {
        throw GcsFailures.explain(url(key), "create", e);
      }
      Optional<ObjectInfo> there = stat(key);
      if (there.isEmpty()) {
        throw GcsFailures.explain(url(key), "create", e);
      }
      if (there.get().size() != length || there.get().crc32c() != crc) {
        throw ObjectKeys.exists(url(key), length, crc, there.get());
      }
      return there.get();
    }
  }

  @Override
  public ObjectInfo copy(String from, String to) throws IOException {
    ObjectKeys.check(from);
    ObjectKeys.check(to);
    CopyRequest request =
        CopyRequest.newBuilder()
            .setSource(BlobId.of(bucket, from))
            .setTarget(BlobInfo.newBuilder(bucket, to).build(), BlobTargetOption.doesNotExist())
            .build();
    try {
      return info(storage.copy(request).getResult());
    } catch (StorageException e) {
      if (!GcsFailures.outcomeUnknown(e)) {
        throw GcsFailures.explain(url(from), "copy to " + url(to), e);
      }
      Optional<ObjectInfo> there = stat(to);
      if (there.isEmpty()) {
        throw GcsFailures.explain(url(from), "copy to " + url(to), e);
      }
      ObjectInfo wanted =
          stat(from).orElseThrow(() -> new ObjectNotFoundException(url(from) + " is gone", e));
      if (there.get().size() != wanted.size() || there.get().crc32c() != wanted.crc32c()) {
        throw ObjectKeys.exists(url(to), wanted.size(), wanted.crc32c(), there.get());
      }
      return there.get();
    }
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    ObjectKeys.check(key);
    long crc = ObjectKeys.crc32c(bytes, 0, bytes.length);
    // The client repeats a request whose answer was lost; the repeated one then meets what the
    // first one wrote. The mark tells this call's object from another writer's with the same bytes.
    String mark = UUID.randomUUID().toString();
    BlobInfo blob =
        BlobInfo.newBuilder(bucket, key)
            .setCrc32c(base64(crc))
            .setContentType(ObjectKeys.mediaType(key))
            .setCacheControl("no-cache") // else readers see the one before for an hour
            .setMetadata(java.util.Map.of(MARK, mark))
            .build();
    try {
      return info(
          storage.create(
              blob, bytes, condition(generation), BlobTargetOption.disableGzipContent()));
    } catch (StorageException e) {
      if (!GcsFailures.outcomeUnknown(e)) {
        throw GcsFailures.explain(url(key), "replace", e);
      }
      Blob there = get(key);
      if (there != null
          && there.getMetadata() != null
          && mark.equals(there.getMetadata().get(MARK))) {
        return info(there);
      }
      long found = there == null ? 0 : info(there).generation();
      if (found == generation) {
        throw GcsFailures.explain(url(key), "replace", e);
      }
      throw new GenerationMismatchException(ObjectKeys.changed(url(key), generation, found), e);
    }
  }

  private @Nullable Blob get(String key) throws IOException {
    try {
      return storage.get(BlobId.of(bucket, key));
    } catch (StorageException e) {
      throw GcsFailures.explain(url(key), "look up", e);
    }
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return Optional.ofNullable(get(ObjectKeys.check(key))).map(GcsObjectStore::info);
  }

  @Override
  public byte[] read(String key) throws IOException {
    ObjectKeys.check(key);
    try {
      return storage.readAllBytes(BlobId.of(bucket, key));
    } catch (StorageException e) {
      throw GcsFailures.explain(url(key), "read", e);
    }
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    ObjectKeys.check(key);
    if (!read(BlobId.of(bucket, key), position, target, offset, length)) {
      throw new ObjectNotFoundException(url(key) + ": no such object");
    }
  }

  @Override
  public void readVersion(
      String key, long generation, long position, byte[] target, int offset, int length)
      throws IOException {
    ObjectKeys.check(key);
    boolean there;
    try {
      there = read(BlobId.of(bucket, key, generation), position, target, offset, length);
    } catch (ObjectNotFoundException e) {
      there = false;
    }
    if (!there) { // a bucket may keep older generations, and then has sent the right bytes
      long now = stat(key).map(ObjectInfo::generation).orElse(0L);
      throw new GenerationMismatchException(ObjectKeys.changed(url(key), generation, now));
    }
  }

  /** Reads a range; false if there is no such object. */
  private boolean read(BlobId blob, long position, byte[] target, int offset, int length)
      throws IOException {
    String key = blob.getName();
    if (length == 0) {
      return true;
    }
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    try (ReadChannel reader =
        storage.reader(blob, BlobSourceOption.shouldReturnRawInputStream(true))) {
      reader.setChunkSize(0);
      reader.seek(position);
      reader.limit(position + length);
      while (buffer.hasRemaining()) {
        if (reader.read(buffer) < 0) {
          break;
        }
      }
    } catch (StorageException e) {
      throw GcsFailures.explain(url(key), "read", e);
    } catch (IOException e) {
      throw e.getCause() instanceof StorageException s
          ? GcsFailures.explain(url(key), "read", s)
          : new StoreFailureException("cannot read " + url(key) + ": " + e.getMessage(), e);
    }
    if (buffer.hasRemaining()) {
      // An absent object reads as an empty one through a channel in some versions.
      if (blob.getGeneration() != null || stat(key).isEmpty()) {
        return false;
      }
      throw new EOFException(
          url(key)
              + ": expected bytes "
              + position
              + " to "
              + (position + length)
              + ", but the object ends "
              + buffer.remaining()
              + " before");
    }
    return true;
  }

  private Stream<Blob> blobs(String prefix, BlobListOption... options) throws IOException {
    BlobListOption[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = BlobListOption.prefix(prefix);
    try {
      Iterator<Blob> blobs = storage.list(bucket, all).iterateAll().iterator();
      // Later pages are fetched while the stream is read.
      Iterator<Blob> explaining =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              try {
                return blobs.hasNext();
              } catch (StorageException e) {
                throw new UncheckedIOException(GcsFailures.explain(url(prefix), "list", e));
              }
            }

            @Override
            public Blob next() {
              return blobs.next();
            }
          };
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(explaining, Spliterator.ORDERED), false);
    } catch (StorageException e) {
      throw GcsFailures.explain(url(prefix), "list", e);
    }
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) throws IOException {
    return blobs(ObjectKeys.checkPrefix(prefix)).map(GcsObjectStore::info);
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    ObjectKeys.checkFolder(prefix);
    // A page has its objects before its folders.
    return blobs(prefix, BlobListOption.currentDirectory())
        .map(blob -> blob.getName().substring(prefix.length()))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList()
        .stream();
  }

  @Override
  public void delete(String key) throws IOException {
    ObjectKeys.check(key);
    try {
      storage.delete(BlobId.of(bucket, key));
    } catch (StorageException e) {
      throw GcsFailures.explain(url(key), "delete", e);
    }
  }

  @Override
  public void close() {
    try {
      storage.close();
    } catch (Exception e) {
      throw new IllegalStateException("closing the connection to " + location(), e);
    }
  }
}
