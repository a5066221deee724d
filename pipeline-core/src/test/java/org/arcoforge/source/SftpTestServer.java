package org.arcoforge.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** MINA's server of SFTP, at a free port of 127.0.0.1, behind a wire that can be cut. */
public final class SftpTestServer implements AutoCloseable {
  public static final String USER = "reader";
  public static final String PASSWORD = "pa55-of-the-sftp-tests";

  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair key;
  private final ServerSocket wire = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  final AtomicInteger connections = new AtomicInteger();

  /** Bytes from the server after which a connection is cut, once; 0 for never. */
  final AtomicLong cutAfter = new AtomicLong();

  /** Who may log in with a key; none at first. */
  volatile List<PublicKey> accepted = List.of();

  public SftpTestServer(Path folder) throws Exception {
    key = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPasswordAuthenticator(
        (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
    server.setPublickeyAuthenticator(
        (user, offered, session) ->
            user.equals(USER) && accepted.stream().anyMatch(k -> KeyUtils.compareKeys(k, offered)));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
    server.start();
    Thread accepting = new Thread(this::accept);
    accepting.setDaemon(true);
    accepting.start();
  }

  public int port() {
    return wire.getLocalPort();
  }

  public String url(String path) {
    return "sftp://" + USER + "@127.0.0.1:" + port() + path;
  }

  public String fingerprint() {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
  }

  private void accept() {
    while (true) {
      try {
        Socket near = wire.accept();
        connections.incrementAndGet();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        copy(near, far, false);
        copy(far, near, true);
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void copy(Socket from, Socket to, boolean mayCut) {
    Thread copying =
        new Thread(
            () -> {
              byte[] buffer = new byte[8192];
              long sum = 0;
              try (from;
                  to) {
                for (int n = 0; n >= 0; n = from.getInputStream().read(buffer)) {
                  to.getOutputStream().write(buffer, 0, n);
                  sum += n;
                  long most = cutAfter.get();
                  if (mayCut && most > 0 && sum > most && cutAfter.compareAndSet(most, 0)) {
                    return;
                  }
                }
              } catch (IOException e) {
                return; // the other side has gone
              }
            });
    copying.setDaemon(true);
    copying.start();
  }

  @Override
  public void close() throws IOException {
    wire.close();
    server.stop(true);
  }
}
