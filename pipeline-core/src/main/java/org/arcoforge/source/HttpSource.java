package org.arcoforge.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reads a file on a server by ranges, and notices when the file is replaced meanwhile. */
final class HttpSource extends BlockSource {
  /** So many answers in a row that are of another content say that the file was replaced. */
  private static final int OTHERS = 3;

  /** So often many ranges are asked for together, before each is asked for alone. */
  private static final int ATTEMPTS = 4;

  private final HttpCalls calls;
  private final RetryPolicy retry;
  private final String url;
  private final AtomicInteger others = new AtomicInteger(); // answers in a row of other contents

  private HttpSource(
      HttpCalls calls,
      RetryPolicy retry,
      String url,
      SourceVersion version,
      @Nullable KeptRanges values) {
    super(version, values(values, url, version));
    this.calls = calls;
    this.retry = retry;
    this.url = url;
  }

  private static KeptRanges.@Nullable Of values(
      @Nullable KeptRanges values, String url, SourceVersion version) {
    KeptRanges.Content content = values == null ? null : KeptRanges.Content.of(url, version);
    return values == null || content == null ? null : values.of(content);
  }

  /** Gets the first block and with it what the server tells; empty if it serves no ranges. */
  static Optional<HttpSource> open(
      HttpCalls calls, RetryPolicy retry, String url, @Nullable KeptRanges values)
      throws IOException {
    Map<String, String> range =
        HttpRanges.range(0, BlockReader.FIRST - 1L, new SourceVersion(-1, "", 0));
    return retry.run(
        calls.shown(url),
        calls.host(url),
        () -> calls.get(url, range, reply -> first(calls, retry, url, values, reply)));
  }

  /** Makes one of a server that serves ranges, of a file whose version is known; asks nothing. */
  static HttpSource known(
      HttpCalls calls,
      RetryPolicy retry,
      String url,
      SourceVersion version,
      @Nullable KeptRanges values) {
    return new HttpSource(calls, retry, url, version, values);
  }

  private static Optional<HttpSource> first(
      HttpCalls calls, RetryPolicy retry, String url, @Nullable KeptRanges values, HttpReply reply)
      throws IOException {
    if (reply.status() == 416 && reply.total() == 0) {
      return Optional.of(new HttpSource(calls, retry, url, reply.version(), values));
    }
    if (reply.status() != 206 || reply.rangeStart() != 0 || reply.total() < 0) {
      return Optional.empty();
    }
    HttpSource source = new HttpSource(calls, retry, url, reply.version(), values);
    byte[] block = new byte[(int) Math.min(BlockReader.FIRST, source.size())];
    int n = 0;
    while (n < block.length) {
      int more = HttpRanges.readSome(reply, block, n, block.length - n, false);
      if (more < 0) {
        throw new TransientFailure("the answer ended after " + n + " bytes", -1, false, null);
      }
      n += more;
    }
    source.blocks.begin(block);
    return Optional.of(source);
  }

  @Override
  void fetch(long position, byte[] target, int offset, int length) throws IOException {
    int[] done = {0};
    retry.run(
        url(),
        calls.host(url),
        () -> {
          long from = position + done[0];
          Map<String, String> range = HttpRanges.range(from, position + length - 1, version());
          return calls.get(
              url, range, reply -> receive(reply, from, position, target, offset, length, done));
        });
  }

  /** Fetches ranges together where the server answers such requests, else side by side. */
  @Override
  void fetchAll(List<Piece> pieces) throws IOException {
    ManyRanges many = calls.manyRanges(url);
    Queue<Piece> left = new ConcurrentLinkedQueue<>(); // which were not had so
    List<List<Piece>> groups =
        many.isRefused() ? pieces.stream().map(List::of).toList() : ManyRanges.groups(pieces);
    calls.each(
        groups,
        group -> {
          if (group.size() == 1) {
            fetch(group.get(0));
          } else if (!many.ask(() -> fetchTogether(group))) {
            left.addAll(group);
          }
        });
    calls.each(List.copyOf(left), this::fetch);
  }

  /** Returns whether the server answered with all of the pieces; what is wrong else they tell. */
  private boolean fetchTogether(List<Piece> pieces) throws IOException {
    try {
      return retry
          .atMost(ATTEMPTS)
          .run(
              url(),
              calls.host(url, false),
              () ->
                  calls.get(
                      url,
                      HttpRanges.ranges(pieces, version()),
                      reply -> {
                        same(reply);
                        boolean all = RangeParts.read(reply, size(), pieces);
                        others.set(0);
                        return all;
                      }));
    } catch (SourceException e) { // some refuse such requests, and nothing else
      return false;
    }
  }

  /** Makes sure that an answer is of this version. */
  private void same(HttpReply reply) throws IOException {
    SourceVersion now = reply.version();
    if (reply.status() == 416 || !HttpRanges.same(version(), now)) {
      if (others.incrementAndGet() < OTHERS) { // of several servers of a host one may lag behind
        throw TransientFailure.other(SourceException.changed(version(), now));
      }
      throw SourceException.changed(url(), version(), now);
    }
  }

  private int receive(
      HttpReply reply, long from, long position, byte[] target, int offset, int length, int[] done)
      throws IOException {
    same(reply);
    SourceVersion now = reply.version();
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
