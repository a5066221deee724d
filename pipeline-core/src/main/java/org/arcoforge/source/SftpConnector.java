package org.arcoforge.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.arcoforge.secret.SecretSender;
import org.jspecify.annotations.Nullable;

/**
 * Begins sessions of SFTP with one server: with the key and the login that were bound, and nothing
 * that lies about in the home folder or an agent.
 */
final class SftpConnector implements RemoteHost.Connector {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_LOG_IN = Duration.ofMinutes(1);

  private final SshClient client;
  private volatile @Nullable String refusal;

  SftpConnector(RemoteUrl server, HostKeys keys) {
    client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setAgentFactory(null);
    client.setUserInteraction(null);
    client.setServerKeyVerifier(verifier(server, keys));
    client.setSignatureFactories(
        ordered(client.getSignatureFactories(), keys.kinds(server.host(), server.port())));
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, Duration.ofMinutes(1));
    client.start();
  }

  /** Servers have keys of several kinds: the one that is known is asked for first. */
  private static List<NamedFactory<Signature>> ordered(
      List<NamedFactory<Signature>> all, Set<String> known) {
    List<NamedFactory<Signature>> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing(
            f ->
                known.contains(String.valueOf(KeyUtils.getCanonicalKeyType(f.getName()))) ? 0 : 1));
    return sorted;
  }

  private ServerKeyVerifier verifier(RemoteUrl server, HostKeys keys) {
    return (session, address, key) -> {
      Optional<String> no = keys.refuses(server.host(), server.port(), key);
      no.ifPresent(words -> refusal = words);
      return no.isEmpty();
    };
  }

  @Override
  public RemoteSession connect(
      RemoteUrl url, InetAddress address, Optional<SecretSender.Login> login, String advice)
      throws IOException {
    String user = login.map(SecretSender.Login::user).filter(u -> !u.isEmpty()).orElse(url.user());
    if (user.isEmpty() && login.isPresent()) {
      throw new NotAllowedException(
          url.shown(), "nobody says who logs in; write sftp://USER@" + url.host() + "/…");
    }
    String name = user.isEmpty() ? "anonymous" : user;
    ClientSession session = null;
    boolean open = false;
    try {
      session =
          client
              .connect(name, new InetSocketAddress(address, url.port()))
              .verify(TO_CONNECT)
              .getSession();
      identify(url, session, login);
      session.auth().verify(TO_LOG_IN);
      SftpSession made =
          new SftpSession(session, SftpClientFactory.instance().createSftpClient(session), advice);
      open = true;
      return made;
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw told(url, e, session != null, advice);
    } finally {
      if (!open && session != null) {
        session.close(true);
      }
    }
  }

  private static void identify(
      RemoteUrl url, ClientSession session, Optional<SecretSender.Login> login)
      throws SourceException {
    if (login.isEmpty()) {
      session.addPasswordIdentity("");
    } else if (login.get().isKey()) {
      session.addPublicKeyIdentity(key(url, login.get()));
    } else {
      session.addPasswordIdentity(login.get().secret());
    }
  }

  private static KeyPair key(RemoteUrl url, SecretSender.Login login) throws SourceException {
    byte[] text = login.secret().getBytes(StandardCharsets.UTF_8);
    try {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName("key"), new ByteArrayInputStream(text), null);
      if (pairs != null && pairs.iterator().hasNext()) {
        return pairs.iterator().next();
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw noKey(url); // what it says may hold a part of the key
    }
    throw noKey(url);
  }

  private static SourceException noKey(RemoteUrl url) {
    return new NotAllowedException(
        url.shown(),
        "the secret is no private key that can be read: expected one as ssh-keygen writes it,"
            + " without a passphrase (ssh-keygen -p takes it off a copy)");
  }

  /** Sorts what the library says: who listens, who may, and what may pass. */
  private IOException told(RemoteUrl url, IOException e, boolean connected, String advice) {
    String no = refusal;
    if (no != null) {
      refusal = null;
      return new NotAllowedException(url.shown(), no, e);
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ConnectException || t instanceof NoRouteToHostException) {
        return (IOException) t;
      }
      if (!connected && (t instanceof TimeoutException || t instanceof SocketTimeoutException)) {
        return RemoteHost.silent(new SocketTimeoutException(String.valueOf(t.getMessage())));
      }
    }
    String said = String.valueOf(e.getMessage());
    if (e instanceof SshException && said.contains("No more authentication methods")) {
      return new SourceException(
          url.shown(), "the login was not accepted; access is refused: " + advice, true, e);
    }
    return new TransientFailure("SSH: " + said, -1, false, e);
  }

  @Override
  public void close() {
    client.stop();
  }
}
