package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.arcoforge.egress.Dialer;
import org.arcoforge.secret.SecretSender;
import org.jspecify.annotations.Nullable;

/** Opens files on servers of FTP ({@code ftp, ftps, ftpes}) and of SFTP. */
final class RemoteOpener implements SchemeOpener.Scheme, HttpCache.Origin {
  private final ConcurrentHashMap<String, RemoteHost> hosts = new ConcurrentHashMap<>();
  private final Dialer dialer;
  private final SecretSender secrets;
  private final int perHost;
  private final RetryPolicy retry;
  private final HostKeys keys;
  private final @Nullable SSLContext tls;
  private final Optional<HttpCache> cache;

  /**
   * Makes an opener.
   *
   * @param keys that servers of SFTP must have
   * @param tls whom to trust; null for whom Java trusts
   * @param cache folder for whole files; empty to read ranges
   */
  RemoteOpener(
      Dialer dialer,
      SecretSender secrets,
      int perHost,
      RetryPolicy retry,
      HostKeys keys,
      @Nullable SSLContext tls,
      Optional<Path> cache) {
    this.dialer = dialer;
    this.secrets = secrets;
    this.perHost = perHost;
    this.retry = retry;
    this.keys = keys;
    this.tls = tls;
    this.cache = cache.map(folder -> new HttpCache(folder, this));
  }

  @Override
  public boolean accepts(String url) {
    return RemoteUrl.accepts(url);
  }

  private RemoteHost host(RemoteUrl url) {
    return hosts.computeIfAbsent(
        url.server(), server -> new RemoteHost(dialer, secrets, connector(url), perHost));
  }

  private RemoteHost.Connector connector(RemoteUrl url) {
    return url.scheme() == RemoteUrl.Scheme.SFTP
        ? new SftpConnector(url, keys)
        : (at, address, login, advice) -> FtpSession.open(at, address, login, advice, tls);
  }

  @Override
  public ByteSource open(String url) throws IOException {
    RemoteUrl at = RemoteUrl.of(url);
    return cache.isPresent() ? cache.get().open(url) : RemoteSource.open(host(at), retry, at);
  }

  @Override
  public Optional<SourceVersion> version(String url) throws IOException {
    RemoteUrl at = RemoteUrl.of(url);
    SourceVersion version =
        retry.run(at.shown(), () -> host(at).use(at, session -> session.version(at)));
    // Without its time, a file may be another one of the same size.
    return version.modified() == 0 ? Optional.empty() : Optional.of(version);
  }

  @Override
  public boolean forget(String url, ByteSource damaged) throws IOException {
    return cache.isPresent() && cache.get().forget(url, damaged);
  }

  /** Returns URLs in the spelling of the pattern: what stands before the first wildcard is kept. */
  @Override
  public List<String> glob(String pattern) throws IOException {
    int path = pattern.indexOf('/', pattern.indexOf("://") + 3);
    int fixed = LocalGlob.fixed(pattern);
    if (path < 0 || fixed <= path) {
      throw new SourceException(
          pattern, "expected a host without wildcards and a path, as in ftp://host/*.nc", true);
    }
    String before = pattern.substring(0, fixed);
    RemoteUrl folder = RemoteUrl.of(before);
    return RemoteGlob.find(
            name ->
                retry.run(
                    folder.shown(),
                    () -> host(folder).use(folder, session -> session.list(folder.at(name)))),
            folder.path(),
            pattern.substring(fixed))
        .stream()
        .map(name -> before + RemoteUrl.encoded(name))
        .toList();
  }

  @Override
  public String shown(String url) {
    return org.arcoforge.pattern.Redaction.strict().url(url);
  }

  @Override
  public HttpCache.Download download(String url) throws SourceException {
    RemoteUrl at = RemoteUrl.of(url);
    return new RemoteDownload(host(at), retry, at);
  }

  @Override
  public void close() {
    hosts.values().forEach(RemoteHost::close);
    hosts.clear();
  }
}
