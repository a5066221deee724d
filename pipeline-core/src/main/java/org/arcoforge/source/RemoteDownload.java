package org.arcoforge.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.arcoforge.fault.FailureWords;
import org.jspecify.annotations.Nullable;

/** Fetches a whole file from a server of FTP or SFTP, and goes on where a connection broke. */
final class RemoteDownload implements SourceCache.Download {
  private final RemoteHost host;
  private final RetryPolicy retry;
  private final RemoteUrl url;
  private final Sha256 sha = new Sha256();
  private @Nullable SourceVersion version;
  private long received;

  RemoteDownload(RemoteHost host, RetryPolicy retry, RemoteUrl url) {
    this.host = host;
    this.retry = retry;
    this.url = url;
  }

  @Override
  public Optional<SourceVersion> to(Path file, @Nullable SourceVersion have) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return retry.run(
          url.shown(), host.asked(url), () -> host.use(url, session -> fetch(session, out, have)));
    }
  }

  private Optional<SourceVersion> fetch(
      RemoteSession session, OutputStream out, @Nullable SourceVersion have) throws IOException {
    SourceVersion now = session.version(url);
    if (now.equals(have) && now.modified() != 0) {
      return Optional.empty();
    }
    if (version != null) {
      RemoteSource.same(url, version, now); // what came before is of another content
    }
    version = now;
    long before = received;
    try {
      session.read(url, now, received, now.size() - received, (bytes, n) -> write(out, bytes, n));
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw new TransientFailure(
          "the transfer broke after "
              + received
              + " of "
              + now.size()
              + " bytes: "
              + FailureWords.of(e),
          -1,
          received > before,
          e);
    }
    RemoteSource.same(url, now, session.version(url));
    if (received != now.size()) {
      throw new TransientFailure(
          "expected " + now.size() + " bytes, received " + received, -1, received > before, null);
    }
    return Optional.of(now);
  }

  private void write(OutputStream out, byte[] bytes, int n) throws SourceException {
    try {
      out.write(bytes, 0, n);
    } catch (IOException e) {
      throw new SourceException(
          url.shown(), "cannot be kept in the cache: " + FailureWords.of(e), true, e);
    }
    sha.add(bytes, n);
    received += n;
  }

  @Override
  public String sha256() {
    return sha.hex();
  }
}
