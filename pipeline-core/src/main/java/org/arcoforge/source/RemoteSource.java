package org.arcoforge.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file on a server of FTP or SFTP by ranges, and notices when it is replaced meanwhile. */
final class RemoteSource extends BlockSource {
  private final RemoteHost host;
  private final RetryPolicy retry;
  private final RemoteUrl url;

  private RemoteSource(RemoteHost host, RetryPolicy retry, RemoteUrl url, SourceVersion version) {
    super(version);
    this.host = host;
    this.retry = retry;
    this.url = url;
  }

  static RemoteSource open(RemoteHost host, RetryPolicy retry, RemoteUrl url) throws IOException {
    SourceVersion version =
        retry.run(
            url.shown(), host.asked(url), () -> host.use(url, session -> session.version(url)));
    return new RemoteSource(host, retry, url, version);
  }

  /** Makes one of a file whose version is known; asks nothing. */
  static RemoteSource known(
      RemoteHost host, RetryPolicy retry, RemoteUrl url, SourceVersion version) {
    return new RemoteSource(host, retry, url, version);
  }

  @Override
  void fetch(long position, byte[] target, int offset, int length) throws IOException {
    int[] done = {0};
    retry.run(
        url(),
        host.asked(url),
        () ->
            host.use(
                url,
                session -> {
                  int before = done[0];
                  try {
                    session.read(
                        url,
                        version(),
                        position + before,
                        length - before,
                        (bytes, n) -> {
                          System.arraycopy(bytes, 0, target, offset + done[0], n);
                          done[0] += n;
                        });
                  } catch (SourceException e) {
                    throw e;
                  } catch (IOException e) {
                    throw broken(e, position, length, done[0], before);
                  }
                  same(url, version(), session.version(url));
                  if (done[0] < length) {
                    throw broken(null, position, length, done[0], before);
                  }
                  return length;
                }));
  }

  private static TransientFailure broken(
      @Nullable IOException e, long position, int length, int done, int before) {
    return new TransientFailure(
        "expected "
            + length
            + " bytes from "
            + position
            + ", the transfer ended after "
            + done
            + (e == null || e.getMessage() == null ? "" : ": " + e.getMessage()),
        -1,
        done > before,
        e);
  }

  /** Makes sure that a file is what it was; asked afterwards, it was so while it was read. */
  static void same(RemoteUrl url, SourceVersion was, SourceVersion is) throws SourceException {
    if (!was.equals(is)) {
      throw SourceException.changed(url.shown(), was, is);
    }
  }

  @Override
  public String url() {
    return url.shown();
  }
}
