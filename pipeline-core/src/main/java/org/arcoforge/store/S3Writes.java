package org.arcoforge.store;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.arcoforge.store.S3Calls.Found;
import org.arcoforge.store.S3Calls.Mark;
import org.arcoforge.store.S3Calls.Request;
import org.arcoforge.store.S3Calls.Sent;
import org.arcoforge.store.S3Connections.Conditions;
import org.arcoforge.store.S3Connections.Conditions.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Writes objects under conditions. A write whose outcome is not known is looked up, and its mark
 * tells whether what is found is its own.
 *
 * <p>S3 matches contents ({@code If-Match} is the ETag), generations tell writes: an object is
 * looked up first, and replaced if it is the generation that was asked for and still has that
 * content. Who put back the very same bytes between the two requests is not noticed; what is
 * replaced then is, byte for byte, what the caller read.
 */
final class S3Writes {
  private static final int TRIES = 5;
  private static final long MOST_COPIED = 5L << 30;
  private static final String NO_ETAG = "\"00000000000000000000000000000000\"";

  private final S3Connections connection;
  private final String bucket;
  private final S3Failures failures;
  private final S3Calls calls;
  private final Conditions conditions;

  /** This is what is to be done with the object that was met where one was to be made. */
  private interface Meeting {
    ObjectInfo with(Found there) throws IOException;
  }

  /** A write, whatever the request. */
  private record Write(
      Kind kind, String key, long size, Mark mark, String doing, Request request) {}

  S3Writes(S3Connections connection, String bucket, S3Failures failures, S3Calls calls) {
    this.connection = connection;
    this.bucket = bucket;
    this.failures = failures;
    this.calls = calls;
    this.conditions = Conditions.of(connection, bucket);
  }

  private String url(String key) {
    return "s3://" + bucket + "/" + key;
  }

  private Write put(Kind kind, String doing, String key, byte[] bytes, int offset, int length) {
    Mark mark = Mark.ofNewWrite(ObjectKeys.crc32c(bytes, offset, length));
    Request request = calls.put(key, mark, !conditions.checksums(), bytes, offset, length);
    return new Write(kind, key, length, mark, doing, request);
  }

  ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    Write write = put(Kind.CREATE, "create", key, bytes, offset, length);
    return make(write, there -> same(write, there));
  }

  /** Makes an object where none is, or meets the one that is there. */
  private ObjectInfo make(Write write, Meeting meeting) throws IOException {
    Boolean heeded = conditions.heeds(write.kind);
    if (heeded == null) {
      synchronized (conditions) {
        heeded = conditions.heeds(write.kind);
        if (heeded == null) {
          return makeFirst(write, meeting);
        }
      }
    }
    return heeded ? makeGuarded(write, meeting) : makeUnguarded(write, meeting);
  }

  /**
   * Makes an object, and finds out by repeating the request whether its conditions are heeded: if
   * they are not, it changes nothing but puts the same object there again.
   */
  private ObjectInfo makeFirst(Write write, Meeting meeting) throws IOException {
    Optional<Found> there = calls.find(write.key);
    if (there.isPresent()) {
      return meeting.with(there.get());
    }
    ObjectInfo made;
    try {
      made = makeGuarded(write, meeting);
    } catch (IOException e) {
      if (e.getCause() instanceof SdkException s && S3Failures.isUnknownRequest(s)) {
        conditions.found(write.kind, false);
        return makeUnguarded(write, meeting);
      }
      throw e;
    }
    probe(write.kind, () -> write.request.send("*", null));
    if (write.kind == Kind.CREATE) {
      probe(Kind.REPLACE, () -> write.request.send(null, NO_ETAG));
    }
    refuseUnlessHeeded(write);
    return made;
  }

  private void refuseUnlessHeeded(Write write) throws StoreAccessException {
    boolean isIgnored = Boolean.FALSE.equals(conditions.heeds(write.kind));
    if (isIgnored && write.kind != Kind.COPY && !connection.unconditional()) {
      throw Conditions.refusal(url(write.key), write.kind, connection);
    }
  }

  /** Sends what must fail, if conditions are heeded. */
  private void probe(Kind kind, Runnable request) {
    if (conditions.heeds(kind) != null) {
      return;
    }
    try {
      request.run();
      conditions.found(kind, false);
    } catch (SdkException e) {
      int status = S3Failures.status(e);
      if (S3Failures.isUnknownRequest(e)) {
        conditions.found(kind, false);
      } else if (status == 412 || status == 409 || (status == 403 && kind == Kind.CREATE)) {
        // A bucket in which nothing may be replaced refuses it, too.
        conditions.found(kind, true);
      }
    }
  }

  private ObjectInfo makeGuarded(Write write, Meeting meeting) throws IOException {
    for (int i = 0; ; i++) {
      SdkException failure;
      try {
        return made(write, write.request.send("*", null));
      } catch (SdkException e) {
        failure = e;
      }
      if (!S3Failures.outcomeUnknown(failure)) {
        throw failures.explain(url(write.key), write.doing, failure);
      }
      Optional<Found> there = lookUp(write, failure);
      if (there.isPresent()) {
        return meeting.with(there.get());
      }
      // Two writers at once, or it was deleted meanwhile: then it is to be made after all.
      int status = S3Failures.status(failure);
      if (i == TRIES || (status != 409 && status != 412)) {
        throw failures.explain(url(write.key), write.doing, failure);
      }
    }
  }

  private Optional<Found> lookUp(Write write, SdkException failure) throws IOException {
    try {
      return calls.find(write.key);
    } catch (IOException e) {
      IOException first = failures.explain(url(write.key), write.doing, failure);
      first.addSuppressed(e);
      throw first;
    }
  }

  /** For a service without conditions, to which nobody else writes. */
  private ObjectInfo makeUnguarded(Write write, Meeting meeting) throws IOException {
    refuseUnlessHeeded(write);
    Optional<Found> there = calls.find(write.key);
    return there.isPresent() ? meeting.with(there.get()) : sendUnguarded(write, meeting);
  }

  private ObjectInfo sendUnguarded(Write write, Meeting meeting) throws IOException {
    SdkException failure = null;
    try {
      made(write, write.request.send(null, null));
    } catch (SdkException e) {
      failure = e;
    }
    Optional<Found> now = calls.find(write.key);
    if (now.isPresent() && now.get().isOf(write.mark)) {
      return now.get().info();
    } else if (failure != null) {
      throw failures.explain(url(write.key), write.doing, failure);
    } else if (now.isPresent()) {
      return meeting.with(now.get());
    }
    throw new ObjectNotFoundException(url(write.key) + " is gone after it was written");
  }

  private ObjectInfo made(Write write, Sent sent) throws StoreFailureException {
    conditions.answeredChecksum(sent.checksum());
    if (sent.checksum() != null
        && sent.checksum().indexOf('-') < 0
        && !sent.checksum().equals(write.mark.checksum())) {
      String words = "expected the crc32c " + write.mark.checksum() + ", found " + sent.checksum();
      throw new StoreFailureException(
          "cannot " + write.doing + " " + url(write.key) + ": it arrived damaged: " + words,
          new IOException(words));
    }
    return write.mark.describe(write.key, write.size, String.valueOf(sent.etag()), null);
  }

  private ObjectInfo same(Write write, Found there) throws IOException {
    ObjectInfo info = there.info();
    long crc = info.crc32c();
    if (crc < 0 && info.size() == write.size) {
      byte[] bytes = calls.whole(write.key);
      crc = ObjectKeys.crc32c(bytes, 0, bytes.length);
      info = new ObjectInfo(info.key(), info.size(), crc, info.generation(), info.modified());
    }
    if (info.size() != write.size || crc != write.mark.crc32c()) {
      throw ObjectKeys.exists(url(write.key), write.size, write.mark.crc32c(), info);
    }
    return info;
  }

  /** Copies inside the service; null if it has to go through this process. */
  @Nullable ObjectInfo copy(String from, String to) throws IOException {
    Found source =
        calls
            .find(from)
            .orElseThrow(() -> new ObjectNotFoundException(url(from) + ": no such object"));
    if (source.info().size() > MOST_COPIED) {
      throw new StoreAccessException(
          "cannot copy "
              + url(from)
              + ": expected at most 5 GiB, which one request of S3 can copy, found "
              + source.info().size()
              + " bytes");
    }
    if (source.info().crc32c() < 0 || Boolean.FALSE.equals(conditions.heeds(Kind.COPY))) {
      return null;
    }
    Mark mark = Mark.ofNewWrite(source.info().crc32c());
    Request request = calls.copy(source, to, mark);
    Write write =
        new Write(Kind.COPY, to, source.info().size(), mark, "copy " + url(from) + " to", request);
    return make(write, there -> same(write, there));
  }

  ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    if (generation == 0) {
      Write write = put(Kind.CREATE, "create", key, bytes, 0, bytes.length);
      return make(write, there -> mine(write, there, generation));
    }
    boolean isGuarded = heedsReplace(key);
    Write write = put(Kind.REPLACE, "replace", key, bytes, 0, bytes.length);
    for (int i = 0; ; i++) {
      Optional<Found> there = calls.find(key);
      long found = there.map(f -> f.info().generation()).orElse(0L);
      if (there.isEmpty() || found != generation) {
        throw new GenerationMismatchException(ObjectKeys.changed(url(key), generation, found));
      }
      if (!isGuarded) {
        return sendUnguarded(write, now -> mine(write, now, generation));
      }
      SdkException failure;
      try {
        return made(write, write.request.send(null, conditions.etag(there.get().etag())));
      } catch (SdkException e) {
        failure = e;
      }
      if (!S3Failures.outcomeUnknown(failure) && !S3Failures.isAbsent(failure)) {
        throw failures.explain(url(key), "replace", failure);
      }
      Optional<Found> now = lookUp(write, failure);
      if (now.isEmpty() || now.get().info().generation() != generation) {
        return mine(write, now, generation);
      }
      int status = S3Failures.status(failure);
      boolean isSpelling = status == 412 && conditions.tryBareEtags();
      if (i == TRIES || (status != 409 && !isSpelling)) {
        throw failures.explain(url(key), "replace", failure);
      }
    }
  }

  private ObjectInfo mine(Write write, Found there, long generation) throws IOException {
    return mine(write, Optional.of(there), generation);
  }

  private ObjectInfo mine(Write write, Optional<Found> there, long generation) throws IOException {
    if (there.isPresent() && there.get().isOf(write.mark)) {
      return there.get().info();
    }
    long found = there.map(f -> f.info().generation()).orElse(0L);
    throw new GenerationMismatchException(ObjectKeys.changed(url(write.key), generation, found));
  }

  private boolean heedsReplace(String key) throws IOException {
    synchronized (conditions) {
      if (conditions.heeds(Kind.REPLACE) == null) {
        String trial =
            key.substring(0, key.lastIndexOf('/') + 1) + ObjectKeys.RESERVED + UUID.randomUUID();
        byte[] bytes = new byte[1];
        create(trial, bytes, 0, 1);
        Write again = put(Kind.REPLACE, "replace", trial, bytes, 0, 1);
        probe(Kind.REPLACE, () -> again.request.send(null, NO_ETAG));
        calls.delete(trial);
      }
    }
    boolean isHeeded = !Boolean.FALSE.equals(conditions.heeds(Kind.REPLACE));
    if (!isHeeded && !connection.unconditional()) {
      throw Conditions.refusal(url(key), Kind.REPLACE, connection);
    }
    return isHeeded;
  }

  /** Asks for a write that its condition forbids: who may not write is refused all the same. */
  void checkRight(String prefix) throws IOException {
    String trial = prefix + ObjectKeys.RESERVED + UUID.randomUUID();
    Write write = put(Kind.REPLACE, "write to", trial, new byte[1], 0, 1);
    try {
      write.request.send(null, NO_ETAG);
      conditions.found(Kind.REPLACE, false);
      calls.delete(trial);
    } catch (SdkException e) {
      int status = S3Failures.status(e);
      if (!S3Failures.isAbsent(e) && status != 412 && status != 409 && status != 501) {
        throw failures.explain("s3://" + bucket + "/" + prefix, "write to", e);
      }
    }
  }
}
