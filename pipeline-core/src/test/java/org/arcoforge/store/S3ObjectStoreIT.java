package org.arcoforge.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.store.FakeS3Server.Lack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** S3. */
class S3ObjectStoreIT extends BucketStoreContract {
  private final FakeS3Server s3;

  S3ObjectStoreIT() throws IOException {
    super(new FakeS3Server());
    s3 = (FakeS3Server) server;
  }

  @Override
  ObjectStore newStore() throws IOException {
    return open("bucket/some/prefix", Map.of());
  }

  private ObjectStore open(String place, Map<String, String> more) throws IOException {
    Map<String, String> options = new HashMap<>(more);
    options.put("s3.endpoint", s3.endpoint());
    options.putIfAbsent("s3.attempts", "5");
    return ObjectStores.open("s3://" + place, options);
  }

  @Test
  void whatAServiceHeedsIsFoundOutOnceByWritingTheSameAgain() throws IOException {
    store.create("a", bytes("one"));
    assertEquals(4, server.requests(), "looked up, written, twice refused");
    store.create("b", bytes("two"));
    try (ObjectStore other = open("bucket/elsewhere", Map.of())) {
      other.create("c", bytes("three"));
    }
    assertEquals(6, server.requests());
    assertArrayEquals(bytes("one"), store.read("a"));
  }

  @ParameterizedTest
  @EnumSource(names = {"IF_NONE_MATCH", "NO_CONDITIONS_AT_ALL"})
  void serviceWithoutConditionsIsRefusedUnlessNobodyElseWrites(Lack lack) throws IOException {
    s3.lacking(lack);
    StoreAccessException e =
        assertThrows(StoreAccessException.class, () -> store.create("k", bytes("one")));
    assertTrue(
        String.valueOf(e.getMessage()).contains("does not heed If-None-Match"), e.getMessage());
    assertTrue(
        String.valueOf(e.getMessage()).contains("ARCO_S3_UNCONDITIONAL_WRITES=yes"),
        e.getMessage());
    assertThrows(StoreAccessException.class, () -> store.replace("l", bytes("one"), 0));
    try (ObjectStore alone = open("bucket/alone", Map.of("s3.unconditional_writes", "true"))) {
      ObjectInfo made = alone.create("k", bytes("one"));
      assertEquals(made, alone.create("k", bytes("one")));
      assertThrows(ObjectExistsException.class, () -> alone.create("k", bytes("two")));
      assertThrows(GenerationMismatchException.class, () -> alone.replace("k", bytes("two"), 0));
      assertArrayEquals(bytes("one"), alone.read("k"));
    }
  }

  @Test
  void replacingWithoutIfMatchIsRefusedUnlessNobodyElseWrites() throws IOException {
    s3.lacking(Lack.IF_MATCH);
    long first = store.create("k", bytes("one")).generation();
    StoreAccessException e =
        assertThrows(StoreAccessException.class, () -> store.replace("k", bytes("two"), first));
    assertTrue(String.valueOf(e.getMessage()).contains("does not heed If-Match"), e.getMessage());
    assertArrayEquals(bytes("one"), store.read("k"));
    try (ObjectStore alone =
        open("bucket/some/prefix", Map.of("s3.unconditional_writes", "true"))) {
      long second = alone.replace("k", bytes("two"), first).generation();
      assertThrows(
          GenerationMismatchException.class, () -> alone.replace("k", bytes("three"), first));
      alone.replace("k", bytes("two"), second);
    }
  }

  @Test
  void processThatOnlyReplacesFindsOutBesideTheObjectAndLeavesNothing() throws IOException {
    long first = store.create("a/k", bytes("one")).generation();
    s3.lacking(Lack.IF_MATCH);
    // Another name of the server: nothing is known of it yet.
    Map<String, String> options =
        Map.of("s3.endpoint", s3.endpoint().replace("127.0.0.1", "localhost"));
    try (ObjectStore other = ObjectStores.open("s3://bucket/some/prefix", options)) {
      assertThrows(StoreAccessException.class, () -> other.replace("a/k", bytes("two"), first));
    }
    assertEquals(List.of("a/k"), store.list("").map(ObjectInfo::key).toList());
    assertArrayEquals(bytes("one"), store.read("a/k"));
  }

  @Test
  void copiesOfAServiceThatIgnoresTheirConditionsGoThroughThisProcess() throws IOException {
    s3.lacking(Lack.COPY_CONDITIONS);
    store.create("k", bytes("one"));
    store.create("there", bytes("other"));
    store.copy("k", "first");
    assertThrows(ObjectExistsException.class, () -> store.copy("k", "there"));
    store.copy("k", "second");
    assertArrayEquals(bytes("one"), store.read("second"));
    assertArrayEquals(bytes("other"), store.read("there"));
  }

  @Test
  void bucketThatMayOnlyBeAddedToIsNoneWithoutConditions() throws IOException {
    s3.lacking(Lack.OVERWRITING);
    ObjectInfo made = store.create("k", bytes("one"));
    assertEquals(made, store.create("k", bytes("one")));
    assertThrows(ObjectExistsException.class, () -> store.create("k", bytes("two")));
    store.create("l", bytes("two"));
  }

  @Test
  void serviceThatKnowsNoCrc32cIsToldMd5AndDamageIsFoundAllTheSame() throws IOException {
    s3.lacking(Lack.CRC32C);
    byte[] data = random(10_000, 5);
    ObjectInfo made = store.create("k", data);
    assertEquals(ObjectKeys.crc32c(data, 0, data.length), store.stat("k").orElseThrow().crc32c());
    assertEquals(made, store.create("k", data));
    server.next(BucketServer.Fault.DAMAGED_UPLOAD);
    assertThrows(IOException.class, () -> store.create("l", data));
    assertFalse(store.stat("l").isPresent());
  }

  @Test
  void missingBucketIsNamed() throws IOException {
    s3.without("nowhere");
    try (ObjectStore none = open("nowhere/x", Map.of())) {
      for (StoreAccessException e :
          List.of(
              assertThrows(StoreAccessException.class, () -> none.create("k", bytes("x"))),
              assertThrows(StoreAccessException.class, () -> none.list("").close()))) {
        assertTrue(
            String.valueOf(e.getMessage()).contains("there is no bucket 'nowhere'"),
            e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(s3.endpoint()), e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | AccessDenied | no | s3:PutObject
          400 | ExpiredToken | The provided token has expired. | credentials have expired; get new ones
          403 | InvalidAccessKeyId | no such key | does not know the access key
          403 | SignatureDoesNotMatch | no | AWS_SECRET_ACCESS_KEY
          403 | RequestTimeTooSkewed | too large | set the clock
          301 | PermanentRedirect | use the endpoint | in the region eu-west-3, not in us-east-1: set AWS_REGION=eu-west-3
          400 | AuthorizationHeaderMalformed | the region is wrong; expecting 'eu-west-3' | set AWS_REGION=eu-west-3
          """)
  void refusalsAreSaidInWords(int status, String code, String message, String words)
      throws IOException {
    warm();
    Map<String, String> headers =
        status == 301 ? Map.of("x-amz-bucket-region", "eu-west-3") : Map.of();
    for (int i = 0; i < 5; i++) { // a skewed clock is tried again, with the server's time
      s3.next(new S3Error(status, code, message, headers));
    }
    StoreAccessException e = assertThrows(StoreAccessException.class, () -> store.list("").close());
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    assertFalse(String.valueOf(e.getMessage()).contains("<"), e.getMessage());
  }

  @Test
  void whoAsksWithoutCredentialsIsToldHowToHaveSome() throws IOException {
    try (ObjectStore nobody = open("bucket/x", Map.of("s3.anonymous", "true"))) {
      StoreAccessException e =
          assertThrows(StoreAccessException.class, () -> nobody.create("k", bytes("x")));
      assertTrue(String.valueOf(e.getMessage()).contains("without credentials"), e.getMessage());
      assertTrue(String.valueOf(e.getMessage()).contains("AWS_PROFILE"), e.getMessage());
    }
  }

  @Test
  void serverThatIsNotThereIsSaidInWords() throws IOException {
    Map<String, String> options = Map.of("s3.endpoint", "http://127.0.0.1:1", "s3.attempts", "1");
    try (ObjectStore none = ObjectStores.open("s3://bucket/x", options)) {
      IOException e = assertThrows(StoreFailureException.class, () -> none.create("k", bytes("x")));
      assertTrue(String.valueOf(e.getMessage()).contains("connection refused"), e.getMessage());
      assertTrue(String.valueOf(e.getMessage()).contains("http://127.0.0.1:1"), e.getMessage());
    }
  }
}
