package org.arcoforge.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.fault.FailureWords;
import org.jspecify.annotations.Nullable;

/** Fetches a whole file, going on where a broken transfer stopped if the content is the same. */
final class HttpDownload implements SourceCache.Download {
  private static final SourceVersion UNKNOWN = new SourceVersion(-1, "", 0);

  private final HttpCalls calls;
  private final RetryPolicy retry;
  private final String url;
  private SourceVersion version = UNKNOWN;
  private final Sha256 sha = new Sha256();
  private long received;

  // The most that was ever received: what comes again after a new beginning is no progress, or a
  // server that always breaks at one place would be asked forever.
  private long most;

  HttpDownload(HttpCalls calls, RetryPolicy retry, String url) {
    this.calls = calls;
    this.retry = retry;
    this.url = url;
  }

  /** Its size is that of the bytes received. */
  @Override
  public Optional<SourceVersion> to(Path file, @Nullable SourceVersion have) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return retry.run(
          calls.shown(url),
          calls.host(url),
          () -> {
            boolean resume = received > 0 && !HttpRanges.validator(version).isEmpty();
            Map<String, String> headers =
                resume
                    ? HttpRanges.range(received, -1, version)
                    : have == null ? Map.of() : HttpRanges.unless(have);
            return calls.get(url, headers, reply -> receive(reply, channel, file, have));
          });
    }
  }

  @Override
  public String sha256() {
    return sha.hex();
  }

  private Optional<SourceVersion> receive(
      HttpReply reply, FileChannel channel, Path file, @Nullable SourceVersion have)
      throws IOException {
    if (reply.status() == 304 && have != null) {
      return Optional.empty();
    }
    SourceVersion now = reply.version();
    boolean more =
        reply.status() == 206 && reply.rangeStart() == received && HttpRanges.same(version, now);
    if (!more) {
      // Another content, or a server that ignored the range: from the beginning.
      received = 0;
      sha.hex();
      version = UNKNOWN;
      if (reply.status() != 200) {
        throw TransientFailure.status(
            "HTTP " + reply.status() + " to a request to go on", reply.status(), -1);
      }
      version = now;
    }
    try {
      copy(reply, channel, file);
    } finally {
      most = Math.max(most, received);
    }
    return Optional.of(new SourceVersion(received, version.etag(), version.modified()));
  }

  private void copy(HttpReply reply, FileChannel channel, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long expected = version.size();
    write(channel, file, ByteBuffer.allocate(0));
    while (expected < 0 || received < expected) {
      int n = HttpRanges.readSome(reply, buffer, 0, buffer.length, received > most);
      if (n < 0) {
        break;
      }
      if (received == 0 && HttpReply.isPage(buffer, n)) {
        throw TransientFailure.other(
            "the server answered with a web page instead of the file: a login, or an error?");
      }
      write(channel, file, ByteBuffer.wrap(buffer, 0, n));
      sha.add(buffer, n);
      received += n;
    }
    if (expected >= 0 && received != expected) {
      throw new TransientFailure(
          "expected " + expected + " bytes, received " + received, -1, received > most, null);
    }
  }

  private void write(FileChannel channel, Path file, ByteBuffer bytes) throws SourceException {
    try {
      if (channel.size() > received) {
        channel.truncate(received);
      }
      long at = received;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw new SourceException(
          calls.shown(url), "cannot be kept in " + file + ": " + FailureWords.of(e), true, e);
    }
  }
}
