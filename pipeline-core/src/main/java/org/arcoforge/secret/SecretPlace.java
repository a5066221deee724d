package org.arcoforge.secret;

import java.io.Serializable;

/**
 * A secret place says where a worker finds a value; it is none itself.
 *
 * @param kind of the place
 * @param name of the variable, path, machine, version or service account; empty where there is none
 * @param file of the netrc; empty for {@code ~/.netrc}
 */
public record SecretPlace(Kind kind, String name, String file) implements Serializable {
  /** These are the kinds of places, by the keys that a bakery writes. */
  public enum Kind {
    /** An environment variable. */
    ENV,
    /** A file that nobody else may read. */
    FILE,
    /** A machine in a netrc file. */
    NETRC,
    /** A version of a secret in Google's Secret Manager. */
    SECRET_MANAGER,
    /** The token that gcloud prints; it lasts an hour. */
    GCLOUD_TOKEN,
    /** A token of the application default credentials, which renews itself. */
    APPLICATION_DEFAULT,
    /** A token of a service account that these may impersonate. */
    IMPERSONATE
  }

  /** Makes a place that needs no file beside its name. */
  public SecretPlace(Kind kind, String name) {
    this(kind, name, "");
  }

  /** Returns whether it holds a token of Google's, which lasts an hour at most. */
  boolean isToken() {
    return kind == Kind.GCLOUD_TOKEN
        || kind == Kind.APPLICATION_DEFAULT
        || kind == Kind.IMPERSONATE;
  }

  /** Returns the place in words, for messages: {@code the environment variable X}. */
  @Override
  public String toString() {
    return switch (kind) {
      case ENV -> "the environment variable " + name;
      case FILE -> "the file " + name;
      case NETRC -> "the machine " + name + " in " + (file.isEmpty() ? "~/.netrc" : file);
      case SECRET_MANAGER -> "Secret Manager's " + name;
      case GCLOUD_TOKEN -> "gcloud auth print-access-token";
      case APPLICATION_DEFAULT -> "the application default credentials";
      case IMPERSONATE -> "the service account " + name + ", impersonated";
    };
  }
}
