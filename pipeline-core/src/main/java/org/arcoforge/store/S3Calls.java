package org.arcoforge.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Makes single requests: looks an object up, puts or copies one under a condition. */
final class S3Calls {
  private final S3Client client;
  private final String bucket;
  private final S3Failures failures;

  /**
   * A found object is there, with what S3 and our mark say of it.
   *
   * @param etag to match by
   */
  record Found(ObjectInfo info, String etag, S3Mark mark) {
    boolean isOf(S3Mark write) {
      return !mark.write().isEmpty() && mark.write().equals(write.write());
    }
  }

  /** What the service says of an object that was made. */
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
      S3Mark mark = S3Mark.of(metadata, head.checksumCRC32C());
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
  Request put(String key, S3Mark mark, boolean withMd5, byte[] bytes, int offset, int length) {
    String md5 = withMd5 ? S3Mark.md5(bytes, offset, length) : null;
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
              "application/octet-stream");
      PutObjectResponse answer = client.putObject(put, body);
      return new Sent(answer.eTag(), answer.checksumCRC32C());
    };
  }

  /** Copies an object as it was found. */
  Request copy(Found source, String to, S3Mark mark) {
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
}
