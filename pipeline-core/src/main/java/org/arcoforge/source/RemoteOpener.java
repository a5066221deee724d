package org.arcoforge.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.arcoforge.egress.Dialer;
import org.arcoforge.secret.SecretSender;
import org.jspecify.annotations.Nullable;

/** Opens files on servers of FTP ({@code ftp, ftps, ftpes}) and of SFTP. */
final class RemoteOpener implements SchemeOpener.Scheme, SourceCache.Origin {
  private final ConcurrentHashMap<String, RemoteHost> hosts = new ConcurrentHashMap<>();
  private final FetchTally tally;
  private final Dialer dialer;
  private final SecretSender secrets;
  private final int perHost;
  private final RetryPolicy retry;
  private final HostKeys keys;
  private final @Nullable SSLContext tls;
  private final Optional<SourceCache> cache;

  /**
   * Makes an opener.
   *
   * @param keys that servers of SFTP must have
   * @param tls whom to trust; null for whom Java trusts
   * @param cache for whole files
   * @param tally counts what is asked for
   */
  RemoteOpener(
      Dialer dialer,
      SecretSender secrets,
      int perHost,
      RetryPolicy retry,
      HostKeys keys,
      @Nullable SSLContext tls,
      CacheBudget cache,
      FetchTally tally) {
    this.tally = tally;
    this.dialer = dialer;
    this.secrets = secrets;
    this.perHost = perHost;
    this.retry = retry;
    this.keys = keys;
    this.tls = tls;
    this.cache = SourceCache.of(cache, this);
  }

  @Override
  public boolean accepts(String url) {
    return RemoteUrl.accepts(url);
  }

  private RemoteHost host(RemoteUrl url) {
    return hosts.computeIfAbsent(
        url.server(), server -> new RemoteHost(dialer, secrets, connector(url), perHost, tally));
  }

  private RemoteHost.Connector connector(RemoteUrl url) {
    return url.scheme() == RemoteUrl.Scheme.SFTP
        ? new SftpConnector(url, keys)
        : (at, address, login, advice) -> FtpSession.open(at, address, login, advice, tls);
  }

  @Override
  public ByteSource open(String url) throws IOException {
    return cache.isPresent() ? cache.get().open(url, false) : direct(url);
  }

  @Override
  public Optional<ByteSource> ranged(String url, @Nullable SourceVersion known) throws IOException {
    RemoteUrl at = RemoteUrl.of(url);
    return Optional.of(
        known == null
            ? RemoteSource.open(host(at), retry, at)
            : RemoteSource.known(host(at), retry, at, known));
  }

  @Override
  public ByteSource whole(String url) throws IOException {
    return direct(url); // all its servers serve ranges
  }

  @Override
  public Optional<SourceVersion> look(String url) throws IOException {
    return version(url);
  }

  @Override
  public Optional<SourceVersion> version(String url) throws IOException {
    RemoteUrl at = RemoteUrl.of(url);
    SourceVersion version =
        retry.run(
            at.shown(), host(at).asked(at), () -> host(at).use(at, session -> session.version(at)));
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
                    host(folder).asked(folder),
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
  public SourceCache.Download download(String url) throws SourceException {
    RemoteUrl at = RemoteUrl.of(url);
    return new RemoteDownload(host(at), retry, at);
  }

  @Override
  public void close() {
    hosts.values().forEach(RemoteHost::close);
    hosts.clear();
  }
}
