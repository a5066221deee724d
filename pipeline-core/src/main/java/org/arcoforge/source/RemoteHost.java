package org.arcoforge.source;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.arcoforge.egress.Dialer;
import org.arcoforge.egress.Egress.EgressException;
import org.arcoforge.secret.SecretException;
import org.arcoforge.secret.SecretSender;

/**
 * A remote host keeps sessions with one server: no more at once than its limit, used again, and to
 * an address that was checked.
 */
final class RemoteHost implements Closeable {
  private final ConcurrentLinkedDeque<RemoteSession> idle = new ConcurrentLinkedDeque<>();
  private final Dialer dialer;
  private final SecretSender secrets;
  private final Connector connector;
  private final int limit;
  private final FetchTally tally;

  /** A connector begins sessions with one server. */
  interface Connector extends Closeable {
    /** Connects to the address and logs in. */
    RemoteSession connect(
        RemoteUrl url, InetAddress address, Optional<SecretSender.Login> login, String advice)
        throws IOException;

    @Override
    default void close() {}
  }

  /** Work is done in a session. */
  interface Work<T> {
    T in(RemoteSession session) throws IOException;
  }

  RemoteHost(
      Dialer dialer, SecretSender secrets, Connector connector, int limit, FetchTally tally) {
    this.dialer = dialer;
    this.secrets = secrets;
    this.connector = connector;
    this.limit = limit;
    this.tally = tally;
  }

  /** Returns the host as who tries again sees it. */
  RetryPolicy.Asked asked(RemoteUrl url) {
    return new RetryPolicy.Asked() {
      @Override
      public void again(String kind) {
        tally.retry(host(url), kind);
      }
    };
  }

  /** Makes one attempt; a session that was kept and turns out to be dead does not count. */
  <T> T use(RemoteUrl url, Work<T> work) throws IOException {
    HostLimits limits = HostLimits.of(host(url));
    limits.acquire(limit);
    tally.request(host(url));
    try {
      for (RemoteSession kept = idle.pollLast(); kept != null; kept = idle.pollLast()) {
        try {
          return tried(kept, work);
        } catch (SourceException e) {
          throw e;
        } catch (IOException e) {
          // The server had closed it, unless it has sent something.
          if (e instanceof TransientFailure t && t.progress()) {
            throw e;
          }
        }
      }
      RemoteSession session = connected(url);
      limits.answered();
      return tried(session, work);
    } finally {
      limits.release();
    }
  }

  private static String host(RemoteUrl url) {
    return url.host() + ":" + url.port();
  }

  private <T> T tried(RemoteSession session, Work<T> work) throws IOException {
    boolean broken = true;
    try {
      T result = work.in(session);
      broken = false;
      return result;
    } catch (SourceException e) {
      broken = false;
      throw e;
    } finally {
      if (broken || !session.isUsable()) {
        session.close();
      } else {
        idle.addLast(session);
      }
    }
  }

  private RemoteSession connected(RemoteUrl url) throws IOException {
    URI uri = URI.create(url.scheme() + "://" + url.host() + ":" + url.port());
    try {
      Optional<SecretSender.Login> login = secrets.login(url.host(), url.isEncrypted());
      IOException last = new UnknownHostException(url.host());
      for (InetAddress address : dialer.addresses(url.host())) {
        try {
          return connector.connect(url, address, login, secrets.advice());
        } catch (ConnectException | NoRouteToHostException | HttpConnectTimeoutException e) {
          last = e;
        }
      }
      throw last;
    } catch (EgressException | SecretException e) {
      throw new NotAllowedException(url.shown(), String.valueOf(e.getMessage()), e);
    } catch (ConnectException
        | HttpConnectTimeoutException
        | NoRouteToHostException
        | UnknownHostException e) {
      throw HttpCalls.unreachable(uri, e);
    }
  }

  /** Returns the exception of nobody answering for what a socket says when it gave up waiting. */
  static HttpConnectTimeoutException silent(SocketTimeoutException e) {
    HttpConnectTimeoutException known = new HttpConnectTimeoutException(e.getMessage());
    known.initCause(e);
    return known;
  }

  @Override
  public void close() {
    for (RemoteSession kept = idle.poll(); kept != null; kept = idle.poll()) {
      kept.close();
    }
    connector.close();
  }
}
