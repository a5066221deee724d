package org.arcoforge.store;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.arcoforge.fault.FailureWords;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Makes single requests: looks an object up, reads one, puts or copies one under a condition. */
final class S3Calls {
  private final S3Client client;
  private final String bucket;
  private final S3Failures failures;

  /**
   * A found object is there, with what S3 and our mark say of it.
   *
   * @param etag to match by
   */
  record Found(ObjectInfo info, String etag, Mark mark) {
    boolean isOf(Mark write) {
      return !mark.write().isEmpty() && mark.write().equals(write.write());
    }
  }

  /** This is what the service says of an object that was made. */
  record Sent(@Nullable String etag, @Nullable String checksum) {}

  /** A request that makes an object, under one condition or none. */
  interface Request {
    Sent send(@Nullable String ifNoneMatch, @Nullable String ifMatch);
  }

  S3Calls(S3Client client, String bucket, S3Failures failures) {
    this.client = client;
    this.bucket = bucket;
    this.failures = failures;
  }

  Optional<Found> find(String key) throws IOException {
    try {
      HeadObjectResponse head =
          client.headObject(b -> b.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
      Map<String, String> metadata = head.hasMetadata() ? head.metadata() : Map.of();
      Mark mark = Mark.of(metadata, head.checksumCRC32C());
      Long size = head.contentLength();
      String etag = head.eTag() == null ? "" : head.eTag();
      ObjectInfo info = mark.describe(key, size == null ? 0 : size, etag, head.lastModified());
      return Optional.of(new Found(info, etag, mark));
    } catch (SdkException e) {
      if (S3Failures.isAbsent(e)) {
        return Optional.empty();
      }
      throw failures.explain("s3://" + bucket + "/" + key, "look up", e);
    }
  }

  /**
   * Puts an object.
   *
   * @param withMd5 whether the service is told that, too
   */
  Request put(String key, Mark mark, boolean withMd5, byte[] bytes, int offset, int length) {
    String md5 = withMd5 ? Mark.md5(bytes, offset, length) : null;
    return (ifNoneMatch, ifMatch) -> {
      PutObjectRequest put =
          PutObjectRequest.builder()
              .bucket(bucket)
              .key(key)
              .metadata(mark.metadata())
              .checksumCRC32C(mark.checksum())
              .contentMD5(md5)
              .ifNoneMatch(ifNoneMatch)
              .ifMatch(ifMatch)
              .build();
      RequestBody body =
          RequestBody.fromContentProvider(
              () -> new ByteArrayInputStream(bytes, offset, length),
              length,
              ObjectKeys.mediaType(key));
      PutObjectResponse answer = client.putObject(put, body);
      return new Sent(answer.eTag(), answer.checksumCRC32C());
    };
  }

  /** Copies an object as it was found. */
  Request copy(Found source, String to, Mark mark) {
    return (ifNoneMatch, ifMatch) -> {
      CopyObjectRequest copy =
          CopyObjectRequest.builder()
              .sourceBucket(bucket)
              .sourceKey(source.info().key())
              .copySourceIfMatch(source.etag())
              .destinationBucket(bucket)
              .destinationKey(to)
              .metadataDirective(MetadataDirective.REPLACE)
              .metadata(mark.metadata())
              .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
              .ifNoneMatch(ifNoneMatch)
              .ifMatch(ifMatch)
              .build();
      CopyObjectResult answer = client.copyObject(copy).copyObjectResult();
      return new Sent(answer.eTag(), answer.checksumCRC32C());
    };
  }

  void delete(String key) throws IOException {
    try {
      client.deleteObject(b -> b.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw failures.explain("s3://" + bucket + "/" + key, "delete", e);
    }
  }

  /** Reads an object; what was cut short or damaged on the way is asked for again. */
  byte[] whole(String key) throws IOException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .checksumMode(ChecksumMode.ENABLED)
            .build();
    try {
      return client.getObject(request, (answer, body) -> checked(answer, body));
    } catch (SdkException e) {
      throw failures.explain("s3://" + bucket + "/" + key, "read", e);
    }
  }

  private static byte[] checked(GetObjectResponse answer, InputStream body) {
    Long size = answer.contentLength();
    if (size == null || size > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException(size + " bytes are more than one array can hold");
    }
    byte[] bytes = new byte[size.intValue()];
    fill(body, bytes, 0, bytes.length);
    Map<String, String> metadata = answer.hasMetadata() ? answer.metadata() : Map.of();
    long expected = Mark.of(metadata, answer.checksumCRC32C()).crc32c();
    long found = ObjectKeys.crc32c(bytes, 0, bytes.length);
    if (expected >= 0 && expected != found) {
      IOException damage =
          new IOException(
              "it arrived damaged: expected the crc32c "
                  + Long.toHexString(expected)
                  + ", found "
                  + Long.toHexString(found));
      throw RetryableException.create(String.valueOf(damage.getMessage()), damage);
    }
    return bytes;
  }

  private static void fill(InputStream body, byte[] target, int offset, int length) {
    try {
      int read = body.readNBytes(target, offset, length);
      if (read < length) {
        throw new EOFException("expected " + length + " bytes, found " + read);
      }
    } catch (IOException e) {
      throw RetryableException.create("the answer broke off", e);
    }
  }

  /**
   * Reads a range of an object.
   *
   * @param generation that it must be; null for any
   * @throws EOFException if the object ends before
   */
  void range(
      String key, @Nullable Long generation, long position, byte[] target, int offset, int length)
      throws IOException {
    String url = "s3://" + bucket + "/" + key;
    String wanted = "bytes " + position + "-" + (position + length - 1) + "/";
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .range("bytes=" + position + "-" + (position + length - 1))
            .build();
    boolean isWhole;
    try {
      isWhole =
          client.getObject(
              request,
              (answer, body) -> {
                checkGeneration(url, key, generation, answer);
                if (!String.valueOf(answer.contentRange()).startsWith(wanted)) {
                  return false;
                }
                fill(body, target, offset, length);
                return true;
              });
    } catch (SdkException e) {
      if (e.getCause() instanceof UncheckedIOException u) {
        throw new GenerationMismatchException(FailureWords.of(u), e);
      } else if (generation != null && S3Failures.isAbsent(e)) {
        throw new GenerationMismatchException(ObjectKeys.changed(url, generation, 0), e);
      } else if (S3Failures.status(e) != 416) {
        throw failures.explain(url, "read", e);
      }
      isWhole = false;
    }
    if (!isWhole) {
      throw new EOFException(
          url
              + ": expected bytes "
              + position
              + " to "
              + (position + length)
              + ", but the object ends before, or its server knows no ranges");
    }
  }

  /** An answer says whose bytes it has before it has them. */
  private static void checkGeneration(
      String url, String key, @Nullable Long expected, GetObjectResponse answer) {
    if (expected != null) {
      Map<String, String> metadata = answer.hasMetadata() ? answer.metadata() : Map.of();
      String etag = String.valueOf(answer.eTag());
      long found =
          Mark.of(metadata, null).describe(key, 0, etag, answer.lastModified()).generation();
      if (found != expected) {
        throw new UncheckedIOException(
            new GenerationMismatchException(ObjectKeys.changed(url, expected, found)));
      }
    }
  }

  /**
   * A mark is what a write leaves with its object, as metadata: which write it was, when, and the
   * CRC-32C. S3 itself tells contents apart (by the ETag), not writes of the same content; with the
   * mark a generation never comes back, and a write whose answer was lost knows its own object
   * again.
   *
   * @param write {@code milliseconds-random}, both in hexadecimal; empty where somebody else wrote
   * @param crc32c of the bytes; -1 if it is not known
   */
  record Mark(String write, long crc32c) {
    private static final String WRITE = "arco-write";
    private static final String CRC32C = "arco-crc32c";

    static Mark ofNewWrite(long crc32c) {
      String time = Long.toHexString(System.currentTimeMillis());
      return new Mark(time + "-" + UUID.randomUUID().toString().replace("-", ""), crc32c);
    }

    /** Returns the mark of an object by its metadata and the checksum that the service knows. */
    static Mark of(Map<String, String> metadata, @Nullable String checksum) {
      return new Mark(metadata.getOrDefault(WRITE, ""), crc32c(metadata, checksum));
    }

    private static long crc32c(Map<String, String> metadata, @Nullable String checksum) {
      // With a dash it is one of parts, which says nothing of the whole.
      if (checksum != null && checksum.indexOf('-') < 0) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(checksum)).getInt() & 0xFFFFFFFFL;
      }
      String ours = metadata.getOrDefault(CRC32C, "");
      return ours.matches("[0-9a-f]{8}") ? Long.parseLong(ours, 16) : -1;
    }

    Map<String, String> metadata() {
      return crc32c < 0
          ? Map.of(WRITE, write)
          : Map.of(WRITE, write, CRC32C, String.format(Locale.ROOT, "%08x", crc32c));
    }

    /** Returns CRC-32C as the service writes it. */
    String checksum() {
      return Base64.getEncoder()
          .encodeToString(ByteBuffer.allocate(4).putInt((int) crc32c).array());
    }

    /** Describes the object; its time is the one of the mark where it has one. */
    ObjectInfo describe(String key, long size, String etag, @Nullable Instant lastModified) {
      // Answers to looking up tell whole seconds, listings of some services more.
      long seconds = lastModified == null ? 0 : lastModified.getEpochSecond();
      boolean isOurs = write.matches("[0-9a-f]{1,12}-[0-9a-f]{32}");
      long modified =
          isOurs ? Long.parseLong(write.substring(0, write.indexOf('-')), 16) : seconds * 1000;
      return new ObjectInfo(
          key, size, crc32c, generation(etag, isOurs ? write : Long.toString(seconds)), modified);
    }

    /** Describes what a listing tells: of the mark nothing, so its generation is none to match. */
    static ObjectInfo listed(String key, long size, String etag, Instant lastModified) {
      long content = -generation(etag, "");
      return new ObjectInfo(key, size, -1, content, lastModified.getEpochSecond() * 1000);
    }

    /** Returns MD5 as the service wants to have it. */
    static String md5(byte[] bytes, int offset, int length) {
      try {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(bytes, offset, length);
        return Base64.getEncoder().encodeToString(md5.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has MD5", e);
      }
    }

    private static long generation(String etag, String write) {
      try {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] digest =
            sha.digest((etag.replace("\"", "") + "\n" + write).getBytes(StandardCharsets.UTF_8));
        return Math.max(1, ByteBuffer.wrap(digest).getLong() >>> 1);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }
}
