package org.arcoforge.secret;

import java.io.Serializable;

/**
 * A secret use says how a value is sent.
 *
 * @param kind of the use
 * @param name of the query key, header or login host; empty where there is none
 */
public record SecretUse(Kind kind, String name) implements Serializable {
  /** Where NASA's Earthdata asks who one is. */
  public static final String EARTHDATA = "urs.earthdata.nasa.gov";

  /** These are the ways to send a secret. */
  public enum Kind {
    /** {@code Authorization: Bearer …}. */
    BEARER,
    /** User and password, {@code Authorization: Basic …}. */
    BASIC,
    /** The value of a query key. */
    QUERY,
    /** The value of a header. */
    HEADER,
    /** User and password to the host that a request is redirected to; then cookies. */
    LOGIN
  }

  /** Returns the use as a bearer token. */
  public static SecretUse bearer() {
    return new SecretUse(Kind.BEARER, "");
  }

  /** Returns the use as user and password. */
  public static SecretUse basic() {
    return new SecretUse(Kind.BASIC, "");
  }

  /** Returns the login of NASA's Earthdata. */
  public static SecretUse earthdata() {
    return new SecretUse(Kind.LOGIN, EARTHDATA);
  }

  /** Returns whether it takes a user besides the value. */
  boolean needsUser() {
    return kind == Kind.BASIC || kind == Kind.LOGIN;
  }

  /** Returns the use as bakeries write it: {@code {query: key}}. */
  @Override
  public String toString() {
    return switch (kind) {
      case BEARER -> "bearer";
      case BASIC -> "basic";
      case QUERY -> "{query: " + name + "}";
      case HEADER -> "{header: " + name + "}";
      case LOGIN -> name.equals(EARTHDATA) ? "earthdata_login" : "{login: " + name + "}";
    };
  }
}
