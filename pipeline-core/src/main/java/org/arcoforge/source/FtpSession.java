package org.arcoforge.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.arcoforge.secret.SecretSender;
import org.jspecify.annotations.Nullable;

/**
 * A session of FTP (RFC 959; extensions for sizes, times and listings, RFC 3659; TLS, RFC 4217).
 * The client always dials, never the server.
 */
final class FtpSession implements RemoteSession {
  private static final int TO_CONNECT = 10_000; // ms
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final String ANONYMOUS = "anonymous";

  private final FTPClient client;
  private final String advice;
  private boolean usable = true;

  private FtpSession(FTPClient client, String advice) {
    this.client = client;
    this.advice = advice;
  }

  /** Connects to an address, logs in, and asks for files as they are. */
  static FtpSession open(
      RemoteUrl url,
      InetAddress address,
      Optional<SecretSender.Login> login,
      String advice,
      @Nullable SSLContext tls)
      throws IOException {
    if (login.isPresent() && login.get().isKey()) {
      throw new SourceException(
          url.shown(), "a private key logs in by sftp:// only; FTP takes a password", true);
    }
    FTPClient client = client(url, address, tls);
    boolean open = false;
    try {
      try {
        client.connect(url.host(), url.port());
      } catch (SocketTimeoutException e) {
        throw RemoteHost.silent(e);
      }
      client.setSoTimeout((int) SILENCE.toMillis());
      if (!FTPReply.isPositiveCompletion(client.getReplyCode())) {
        throw FtpReplies.failed(url, client, advice);
      }
      FtpSession session = new FtpSession(client, advice);
      session.login(url, login, address);
      open = true;
      return session;
    } finally {
      if (!open) {
        close(client);
      }
    }
  }

  private static FTPClient client(RemoteUrl url, InetAddress address, @Nullable SSLContext tls)
      throws IOException {
    FTPClient client;
    if (url.isEncrypted()) {
      FTPSClient secure =
          new Secure(url.scheme() == RemoteUrl.Scheme.FTPS, context(tls), url.host(), url.port());
      secure.setEndpointCheckingEnabled(true);
      client = secure;
    } else {
      client = new FTPClient();
    }
    client.setSocketFactory(new OneAddress(address));
    client.setConnectTimeout(TO_CONNECT);
    client.setDefaultTimeout((int) SILENCE.toMillis());
    client.setDataTimeout(SILENCE);
    client.setControlEncoding("UTF-8");
    client.setUseEPSVwithIPv4(true);
    return client;
  }

  private static SSLContext context(@Nullable SSLContext tls) throws IOException {
    try {
      return tls == null ? SSLContext.getDefault() : tls;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this Java has no TLS", e);
    }
  }

  private void login(RemoteUrl url, Optional<SecretSender.Login> login, InetAddress address)
      throws IOException {
    String user = login.map(SecretSender.Login::user).filter(u -> !u.isEmpty()).orElse(url.user());
    String name = user.isEmpty() ? ANONYMOUS : user;
    String password = login.map(SecretSender.Login::secret).orElse("arcoforge@");
    if (!client.login(name, password)) {
      throw FtpReplies.login(url, client, advice);
    }
    if (client instanceof FTPSClient secure) {
      secure.execPBSZ(0);
      secure.execPROT("P");
      secure.setSocketFactory(new OneAddress(address)); // which the client has replaced
    }
    client.enterLocalPassiveMode();
    if (!client.setFileType(FTP.BINARY_FILE_TYPE)) {
      throw FtpReplies.failed(url, client, advice);
    }
  }

  @Override
  public SourceVersion version(RemoteUrl url) throws IOException {
    if (client.hasFeature("MLST")) {
      FTPFile file = client.mlistFile(url.path());
      if (file != null && file.isDirectory()) {
        throw folder(url);
      }
      if (file != null && file.isFile() && file.getSize() >= 0) {
        return new SourceVersion(file.getSize(), "", modified(file));
      }
      if (file == null && client.getReplyCode() == FTPReply.FILE_UNAVAILABLE) {
        throw FtpReplies.failed(url, client, advice);
      }
    }
    String size = client.getSize(url.path());
    if (size == null) {
      if (client.getReplyCode() == FTPReply.FILE_UNAVAILABLE && isFolder(url)) {
        throw folder(url);
      }
      throw FtpReplies.failed(url, client, advice);
    }
    FTPFile time = client.mdtmFile(url.path()); // null where the server has none
    try {
      return new SourceVersion(Long.parseLong(size.strip()), "", time == null ? 0 : modified(time));
    } catch (NumberFormatException e) {
      throw new TransientFailure("expected a size, the server said " + size, -1, false, e);
    }
  }

  /** Goes there to know; a session that is elsewhere is not used again. */
  private boolean isFolder(RemoteUrl url) throws IOException {
    usable = false;
    return client.changeWorkingDirectory(url.path());
  }

  private static SourceException folder(RemoteUrl url) {
    return new SourceException(url.shown(), "expected a file, found a folder", true);
  }

  private static long modified(FTPFile file) {
    return file.getTimestampInstant() == null ? 0 : file.getTimestampInstant().toEpochMilli();
  }

  @Override
  public void read(RemoteUrl url, SourceVersion version, long from, long length, Sink sink)
      throws IOException {
    if (length == 0) {
      return;
    }
    client.setRestartOffset(from);
    InputStream in = client.retrieveFileStream(url.path());
    if (in == null) {
      if (from > 0 && client.getReplyCode() >= 500 && client.getReplyCode() < 503) {
        throw new SourceException(
            url.shown(),
            "the server does not begin in the middle of a file (REST); bake with a cache",
            true);
      }
      throw FtpReplies.failed(url, client, advice);
    }
    usable = false; // until the server has said how it ended
    byte[] buffer = new byte[1 << 16];
    long left = length;
    try (in) {
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (n < 0) {
          break;
        }
        sink.accept(buffer, n);
        left -= n;
      }
    }
    boolean whole = from + length == version.size();
    boolean good = client.completePendingCommand(); // or that we have hung up
    usable = true;
    if (whole && !good && left > 0) {
      throw FtpReplies.failed(url, client, advice);
    }
  }

  @Override
  public List<Entry> list(RemoteUrl folder) throws IOException {
    FTPFile[] files =
        client.hasFeature("MLST")
            ? client.mlistDir(folder.path())
            : client.listFiles(folder.path());
    if (!FTPReply.isPositiveCompletion(client.getReplyCode())) {
      throw FtpReplies.failed(folder, client, advice);
    }
    if (files.length == 0 && !isFolder(folder)) { // some list what is not there as empty
      throw FtpReplies.failed(folder, client, advice);
    }
    List<Entry> entries = new ArrayList<>();
    for (FTPFile file : files) {
      String name = file == null ? "" : file.getName();
      if (!name.isEmpty() && !name.matches("\\.\\.?") && name.indexOf('/') < 0) {
        boolean link = file.isSymbolicLink() || file.isUnknown();
        entries.add(new Entry(name, file.isDirectory() || link, file.isFile() || link));
      }
    }
    return entries;
  }

  @Override
  public boolean isUsable() {
    return usable && client.isConnected();
  }

  @Override
  public void close() {
    close(client);
  }

  private static void close(FTPClient client) {
    try {
      client.disconnect();
    } catch (IOException e) {
      return; // nobody waits for it
    }
  }

  /**
   * Encrypts data connections as the control connection is: to the same name, which lets servers
   * that want it see the same TLS session.
   */
  private static final class Secure extends FTPSClient {
    private final SSLContext context;
    private final String host;
    private final int port;

    Secure(boolean implicit, SSLContext context, String host, int port) {
      super(implicit, context);
      this.context = context;
      this.host = host;
      this.port = port;
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, String arg) throws IOException {
      Socket plain = super._openDataConnection_(command, arg);
      if (plain == null || plain instanceof SSLSocket) {
        return plain;
      }
      SSLSocket secure =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return secure;
    }
  }
}
