package org.arcoforge.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads objects of S3: what was cut short or damaged on the way is asked for again. */
final class S3Reads {
  private S3Reads() {}

  static byte[] whole(S3Client client, String bucket, String key, S3Failures failures)
      throws IOException {
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
    long expected = S3Mark.of(metadata, answer.checksumCRC32C()).crc32c();
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
   * @throws EOFException if the object ends before
   */
  static void range(
      S3Client client,
      GetObjectRequest object,
      long position,
      byte[] target,
      int offset,
      int length,
      S3Failures failures)
      throws IOException {
    String wanted = "bytes=" + position + "-" + (position + length - 1);
    String url = "s3://" + object.bucket() + "/" + object.key();
    boolean isWhole;
    try {
      isWhole =
          client.getObject(
              object.toBuilder().range(wanted).build(),
              (answer, body) -> {
                String sent = String.valueOf(answer.contentRange());
                if (!sent.startsWith("bytes " + position + "-" + (position + length - 1) + "/")) {
                  return false;
                }
                fill(body, target, offset, length);
                return true;
              });
    } catch (SdkException e) {
      if (S3Failures.status(e) != 416) {
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
}
