package org.arcoforge.source;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.Fault;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.jspecify.annotations.Nullable;

/** This exception says that an attempt failed in a way that may pass. */
final class TransientFailure extends IOException implements Fault {
  private static final long serialVersionUID = 1L;

  /** What clients of buckets throw, whose classes say less. */
  private static final Pattern ENDED =
      Pattern.compile("(?i)prematur|unexpected end of file|failed to respond");

  private static final Pattern UNCONNECTED = Pattern.compile("(?i)connect timed out");

  private final long retryAfterMillis;
  private final boolean progress;
  private final int attempts;
  private final SourceException.Reason reason;
  private final String kind;

  /**
   * Makes an attempt that is worth another one.
   *
   * @param retryAfterMillis how long the server asks to wait, or -1
   * @param progress whether the attempt brought bytes that need not be fetched again
   */
  TransientFailure(
      String message, long retryAfterMillis, boolean progress, @Nullable Throwable cause) {
    this(
        message,
        retryAfterMillis,
        progress,
        cause,
        Integer.MAX_VALUE,
        SourceException.Reason.TRANSIENT,
        "");
  }

  private TransientFailure(
      String message,
      long retryAfterMillis,
      boolean progress,
      @Nullable Throwable cause,
      int attempts,
      SourceException.Reason reason,
      String kind) {

    super(message, cause);
    this.kind = kind;
    this.retryAfterMillis = retryAfterMillis;
    this.progress = progress;
    this.attempts = attempts;
    this.reason = reason;
  }

  /**
   * No connection could be made.
   *
   * @param attempts after which to give up
   */
  static TransientFailure unreachable(String message, int attempts, Throwable cause) {
    return new TransientFailure(
        message, -1, false, cause, attempts, SourceException.Reason.UNREACHABLE, "unreachable");
  }

  /**
   * The server answered that it cannot now.
   *
   * @param status as it is counted
   */
  static TransientFailure status(String message, int status, long retryAfterMillis) {
    return new TransientFailure(
        message,
        retryAfterMillis,
        false,
        null,
        Integer.MAX_VALUE,
        SourceException.Reason.TRANSIENT,
        Integer.toString(status));
  }

  /** The server answered with something else, as it may do for a while only. */
  static TransientFailure other(String message) {
    return new TransientFailure(
        message, -1, false, null, Integer.MAX_VALUE, SourceException.Reason.REFUSED, "answer");
  }

  /** Returns the word by which failed attempts are counted; see {@link FetchCounts.OfHost}. */
  static String kind(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String words = String.valueOf(t.getMessage());
      if (t instanceof TransientFailure known && !known.kind.isEmpty()) {
        return known.kind;
      } else if (t instanceof ConnectException
          || t instanceof NoRouteToHostException
          || t instanceof UnknownHostException
          || UNCONNECTED.matcher(words).find()) {
        return "unreachable";
      } else if (t instanceof IOException && ENDED.matcher(words).find()) {
        return "truncated";
      } else if (t instanceof SocketTimeoutException || t instanceof HttpTimeoutException) {
        return "stall";
      } else if (t instanceof EOFException) {
        return "truncated";
      } else if (t instanceof SocketException || t instanceof SSLException) {
        return "reset";
      }
    }
    // Of a body that ended where it should not nobody has thrown anything before.
    boolean ended = thrown instanceof TransientFailure && thrown.getCause() == null;
    return ended ? "truncated" : "other";
  }

  /** Returns what the failure is if it does not pass. */
  SourceException.Reason reason() {
    return reason;
  }

  /** Returns whether no connection could be made. */
  boolean isUnreachable() {
    return reason == SourceException.Reason.UNREACHABLE;
  }

  /** Returns how many of this kind in a row are enough, if others would have more. */
  int attempts() {
    return attempts;
  }

  long retryAfterMillis() {
    return retryAfterMillis;
  }

  boolean progress() {
    return progress;
  }

  @Override
  public Blame blame() {
    return Blame.SOURCES;
  }

  @Override
  public boolean mayPass() {
    return true;
  }
}
