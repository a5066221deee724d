package org.arcoforge.source;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a file on a server by ranges, and notices when the file is replaced meanwhile. */
final class HttpSource extends BlockSource {
  /** So many answers in a row that are of another content say that the file was replaced. */
  private static final int OTHERS = 3;

  private final HttpCalls calls;
  private final RetryPolicy retry;
  private final String url;
  private final AtomicInteger others = new AtomicInteger(); // answers in a row of other contents

  private HttpSource(HttpCalls calls, RetryPolicy retry, String url, SourceVersion version) {
    super(version);
    this.calls = calls;
    this.retry = retry;
    this.url = url;
  }

  /** Gets the first block and with it what the server tells; empty if it serves no ranges. */
  static Optional<HttpSource> open(HttpCalls calls, RetryPolicy retry, String url)
      throws IOException {
    Map<String, String> range =
        HttpRanges.range(0, BlockReader.SIZE - 1L, new SourceVersion(-1, "", 0));
    return retry.run(
        calls.shown(url),
        () -> calls.delivers(url),
        () -> calls.get(url, range, reply -> first(calls, retry, url, reply)));
  }

  private static Optional<HttpSource> first(
      HttpCalls calls, RetryPolicy retry, String url, HttpReply reply) throws IOException {
    if (reply.status() == 416 && reply.total() == 0) {
      return Optional.of(new HttpSource(calls, retry, url, reply.version()));
    }
    if (reply.status() != 206 || reply.rangeStart() != 0 || reply.total() < 0) {
      return Optional.empty();
    }
    HttpSource source = new HttpSource(calls, retry, url, reply.version());
    byte[] block = new byte[(int) Math.min(BlockReader.SIZE, source.size())];
    int n = 0;
    while (n < block.length) {
      int more = HttpRanges.readSome(reply, block, n, block.length - n, false);
      if (more < 0) {
        throw new TransientFailure("the answer ended after " + n + " bytes", -1, false, null);
      }
      n += more;
    }
    source.blocks.put(0, block);
    return Optional.of(source);
  }

  @Override
  void fetch(long position, byte[] target, int offset, int length) throws IOException {
    int[] done = {0};
    retry.run(
        url(),
        () -> calls.delivers(url),
        () -> {
          long from = position + done[0];
          Map<String, String> range = HttpRanges.range(from, position + length - 1, version());
          return calls.get(
              url, range, reply -> receive(reply, from, position, target, offset, length, done));
        });
  }

  private int receive(
      HttpReply reply, long from, long position, byte[] target, int offset, int length, int[] done)
      throws IOException {
    SourceVersion now = reply.version();
    if (reply.status() == 416 || !HttpRanges.same(version(), now)) {
      if (others.incrementAndGet() < OTHERS) { // of several servers of a host one may lag behind
        throw TransientFailure.other(SourceException.changed(version(), now));
      }
      throw SourceException.changed(url(), version(), now);
    }
    if (reply.status() == 200 && now.size() != size()) {
      throw TransientFailure.other("expected a file of " + size() + " bytes, found no length");
    }
    long start = reply.status() == 206 ? reply.rangeStart() : 0;
    if (start != from) {
      if (reply.status() == 206) {
        throw TransientFailure.other(
            "asked for bytes from " + from + ", the server sent those from " + start);
      }
      skip(reply, from);
    }
    int before = done[0];
    while (done[0] < length) {
      int n =
          HttpRanges.readSome(reply, target, offset + done[0], length - done[0], done[0] > before);
      if (n < 0) {
        throw new TransientFailure(
            "expected "
                + length
                + " bytes from "
                + position
                + ", the answer ended after "
                + done[0],
            -1,
            done[0] > before,
            null);
      }
      done[0] += n;
    }
    others.set(0);
    return length;
  }

  /** A server that ignored the range this time sends all from the beginning. */
  private static void skip(HttpReply reply, long bytes) throws IOException {
    byte[] waste = new byte[1 << 16];
    for (long left = bytes; left > 0; ) {
      int n = HttpRanges.readSome(reply, waste, 0, (int) Math.min(left, waste.length), false);
      if (n < 0) {
        throw new TransientFailure("the answer ended too early", -1, false, null);
      }
      left -= n;
    }
  }

  @Override
  public String url() {
    return calls.shown(url);
  }
}
