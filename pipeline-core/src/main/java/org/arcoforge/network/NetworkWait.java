package org.arcoforge.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * A network wait is a request during which its thread has nothing to do: a fork-join pool that the
 * thread belongs to lets another thread work meanwhile, up to the most threads that the pool may
 * have. So processors stay busy, and as many requests are on their way at once as there is work.
 */
public final class NetworkWait<T> implements ForkJoinPool.ManagedBlocker {
  private final Request<T> request;
  private @Nullable T answer;
  private @Nullable Throwable failure;
  private boolean done;

  /** A request waits for an answer from afar. */
  public interface Request<T> {
    T send() throws IOException;
  }

  private NetworkWait(Request<T> request) {
    this.request = request;
  }

  /** Makes a request in the calling thread, which others may stand in for until it is answered. */
  public static <T> T on(Request<T> request) throws IOException {
    NetworkWait<T> wait = new NetworkWait<>(request);
    try {
      ForkJoinPool.managedBlock(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the network");
    }
    return wait.result();
  }

  private T result() throws IOException {
    rethrow(failure);
    return answered(answer);
  }

  /**
   * Throws what work failed with that another thread did, or did in another's stead.
   *
   * @param failure as it was caught; null if the work was done
   */
  public static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  @SuppressWarnings("NullAway") // what a request gives is handed on as it is
  private static <T> T answered(@Nullable T answer) {
    return answer;
  }

  @Override
  public boolean block() {
    if (!done) {
      done = true;
      try {
        answer = request.send();
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }
    return true;
  }

  @Override
  public boolean isReleasable() {
    return done;
  }
}
