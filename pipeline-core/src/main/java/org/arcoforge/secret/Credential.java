package org.arcoforge.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.arcoforge.pattern.Redaction;

/** A credential is a value as it is sent. It is not serializable and shows itself to nobody. */
final class Credential {
  private final String user;
  private final String value;

  /** Holds a user, who may be empty, and a value, which no message repeats from now on. */
  Credential(String user, String value) {
    this.user = user;
    this.value = value;
    Redaction.conceal(value);
    if (!user.isEmpty()) {
      Redaction.conceal(user + ":" + value);
    }
  }

  /** Returns a credential of {@code user:password}, as one text may hold both. */
  static Credential pair(String text) {
    int colon = text.indexOf(':');
    return new Credential(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Returns the value: a token, key or password. */
  String value() {
    return value;
  }

  /** Returns the value of the header {@code Authorization} with user and password. */
  String basic() {
    byte[] bytes = (user + ":" + value).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Returns the user; empty if there is none. */
  String user() {
    return user;
  }

  boolean hasUser() {
    return !user.isEmpty();
  }

  /** Returns nothing of it. */
  @Override
  public String toString() {
    return "a secret";
  }
}
