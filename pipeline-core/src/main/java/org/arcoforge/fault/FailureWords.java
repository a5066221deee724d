package org.arcoforge.fault;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in words what an exception means: people should not have to know classes of Java. */
public final class FailureWords {
  /** A name that nobody knows. */
  public static final String NO_SUCH_HOST = "no such host";

  private static final Pattern CLASS_NAME =
      Pattern.compile("(?:[a-z_]\\w*[./]){2,}[A-Z][\\w$]*(?:: ?)?");

  /** How Jackson says that a document holds another kind of value. */
  private static final Pattern OTHER_JSON =
      Pattern.compile("Cannot deserialize value of type .* from (\\w+) value.*", Pattern.DOTALL);

  private FailureWords() {}

  /** Returns what went wrong, without the names of classes. */
  public static String of(Throwable t) {
    Throwable cause = t.getCause();
    boolean wraps =
        t instanceof UncheckedIOException
            || t instanceof ExecutionException
            || t instanceof CompletionException;
    if (wraps && cause != null) {
      return of(cause);
    }
    String known = known(t);
    if (!known.isEmpty()) {
      return known;
    }
    String message = t instanceof FileSystemException f ? f.getReason() : t.getMessage();
    String words = message == null ? "" : CLASS_NAME.matcher(message).replaceAll("").strip();
    if (words.isEmpty()) {
      return spelled(t);
    }
    boolean isMistake = t instanceof NullPointerException || t instanceof ClassCastException;
    return isMistake ? spelled(t) : words;
  }

  /** Returns what a library says, without the names of classes in it. */
  public static String withoutClasses(@Nullable String message) {
    String text = message == null ? "" : message;
    Matcher wrong = OTHER_JSON.matcher(text);
    if (wrong.lookingAt()) {
      return "found " + wrong.group(1).toLowerCase(Locale.ROOT) + " instead";
    }
    return CLASS_NAME.matcher(text).replaceAll("").strip();
  }

  private static String known(Throwable t) {
    if (t instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (t instanceof AccessDeniedException) {
      return "permission denied";
    } else if (t instanceof NotDirectoryException) {
      return "is no folder";
    } else if (t instanceof FileAlreadyExistsException) {
      return "it is there already";
    } else if (t instanceof FileSystemLoopException) {
      return "links lead in a circle";
    } else if (t instanceof UnknownHostException || causedBy(t, UnresolvedAddressException.class)) {
      return NO_SUCH_HOST;
    } else if (t instanceof HttpConnectTimeoutException || t instanceof NoRouteToHostException) {
      return "the host does not answer";
    } else if (t instanceof ConnectException) {
      return "nobody listens there (connection refused)";
    } else if (t instanceof HttpTimeoutException || t instanceof SocketTimeoutException) {
      return "no answer in time";
    } else if (t instanceof SSLException) {
      return "no secure connection: " + t.getMessage();
    } else if (t instanceof EOFException) {
      return "ended too early";
    } else if (t instanceof ClosedChannelException) {
      return "was closed meanwhile";
    } else if (t instanceof OutOfMemoryError) {
      return "out of memory";
    } else if (t instanceof StackOverflowError) {
      return "nested too deeply";
    }
    return "";
  }

  private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
    for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  /** From {@code NullPointerException} to {@code internal error: null pointer}. */
  private static String spelled(Throwable t) {
    String name = t.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return "internal error" + (words.isBlank() ? "" : ": " + words);
  }
}
