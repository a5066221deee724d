package org.arcoforge.source;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.network.NetworkWait;
import org.arcoforge.settings.Settings;

/**
 * A retry policy says how often and when to try again: exponential backoff with jitter, so that
 * workers that failed together do not come back together; longer if the server says so.
 *
 * @param attempts without progress before giving up
 * @param baseMillis wait before the second attempt; doubled for each further one
 * @param maxMillis longest wait, also where the server asks for more
 */
record RetryPolicy(int attempts, long baseMillis, long maxMillis) {
  /**
   * Returns a policy of six attempts, with waits that double: of 0.5, 1, 2, 4, 8 seconds if nothing
   * else is set.
   */
  static RetryPolicy of(Settings settings) {
    long base = settings.retryMillis();
    return new RetryPolicy(6, base, 240 * base);
  }

  /** Returns one that gives up sooner. */
  RetryPolicy atMost(int most) {
    return new RetryPolicy(Math.min(attempts, most), baseMillis, maxMillis);
  }

  /** An attempt is one try of something that may be repeated. */
  interface Attempt<T> {
    /**
     * Tries once.
     *
     * @throws SourceException if trying again cannot help
     * @throws IOException if it may
     */
    T run() throws IOException;
  }

  /** Tries until it succeeds, or there is no hope; the thread waits for the network meanwhile. */
  <T> T run(String url, Attempt<T> attempt) throws SourceException {
    return run(url, new Asked() {}, attempt);
  }

  /** An asked host is what matters of it for trying again. */
  interface Asked {
    /** Returns whether others got what they asked it for, of late. */
    default boolean delivers() {
      return false;
    }

    /** Notes that it is about to be asked again, after a failure of that kind. */
    default void again(String kind) {}
  }

  /** Does so, twice as often where the host delivers meanwhile: it is flaky, and not down. */
  <T> T run(String url, Asked host, Attempt<T> attempt) throws SourceException {
    try {
      return NetworkWait.on(() -> tried(url, host, attempt));
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceException(url, String.valueOf(e.getMessage()), false, e);
    }
  }

  private <T> T tried(String url, Asked host, Attempt<T> attempt) throws SourceException {
    int failures = 0;
    for (int tries = 1; ; tries++) {
      try {
        return attempt.run();
      } catch (SourceException e) {
        throw e.after(tries);
      } catch (SSLHandshakeException | SSLPeerUnverifiedException e) {
        String words = "no secure connection: " + e.getMessage();
        throw new SourceException(url, words, true, SourceException.Reason.REFUSED, e).after(tries);
      } catch (IOException e) {
        boolean progress = e instanceof TransientFailure t && t.progress();
        failures = progress ? 1 : failures + 1;
        if (e instanceof TransientFailure t && t.isUnreachable()) {
          if (failures >= Math.min(attempts, t.attempts())) {
            throw SourceException.unreachable(url, String.valueOf(t.getMessage()), e).after(tries);
          }
        } else if (failures >= (host.delivers() ? 2 * attempts : attempts)) {
          String words = "gave up after " + failures + " attempts; the last: " + FailureWords.of(e);
          SourceException.Reason reason =
              e instanceof TransientFailure t ? t.reason() : SourceException.Reason.TRANSIENT;
          boolean permanent = reason == SourceException.Reason.REFUSED;
          throw new SourceException(url, words, permanent, reason, e).after(tries);
        }
        host.again(TransientFailure.kind(e));
        pause(url, delay(failures, e));
      }
    }
  }

  private long delay(int failures, IOException e) {
    long step = Math.min(maxMillis, baseMillis << Math.min(Math.min(failures, attempts) - 1, 20));
    long jittered = step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
    long asked = e instanceof TransientFailure t ? t.retryAfterMillis() : -1;
    return Math.max(jittered, Math.min(asked, maxMillis));
  }

  private static void pause(String url, long millis) throws SourceException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(url, "interrupted while waiting to try again", false, e);
    }
  }
}
