package org.arcoforge.secret;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * A binding says where the value of a need is and how it is sent. It holds no secret and may travel
 * in options and job graphs. Immutable.
 *
 * @param place where a worker finds the value
 * @param use how it is sent
 * @param hosts that it is sent to at most, {@code *.example.org} for all below a name; empty for
 *     whatever hosts a recipe names
 */
public record SecretBinding(SecretPlace place, SecretUse use, List<String> hosts)
    implements Serializable {
  /** Makes a binding of a secret that is sent to whatever hosts a recipe names. */
  public SecretBinding(SecretPlace place, SecretUse use) {
    this(place, use, List.of());
  }

  /** Checks that place and use go together. */
  public SecretBinding {
    hosts = List.copyOf(hosts);
    if (place.isToken() && use.needsUser()) {
      throw new IllegalArgumentException(
          place + " gives a token without user; write as: bearer, found as: " + use);
    }
  }

  /**
   * Returns what the option {@code --secret} says: {@code NEED=env:NAME}, {@code NEED=file:PATH} or
   * {@code NEED=netrc:HOST}, and after a comma how it is sent: {@code as=bearer}, {@code as=basic},
   * {@code as=query:KEY}, {@code as=header:NAME}, {@code as=earthdata_login}, {@code
   * as=private_key}, {@code as=cleartext}.
   *
   * @throws IllegalArgumentException with what is expected, and without what may be a secret
   */
  static SecretBinding of(String need, String text) {
    int comma = text.lastIndexOf(",as=");
    String place = comma < 0 ? text : text.substring(0, comma);
    int colon = place.indexOf(':');
    String kind = colon < 0 ? "" : place.substring(0, colon);
    String name = place.substring(colon + 1);
    if (!List.of("env", "file", "netrc").contains(kind) || name.isEmpty()) {
      throw new IllegalArgumentException(
          "--secret "
              + need
              + ": expected "
              + need
              + "=env:NAME, "
              + need
              + "=file:PATH or "
              + need
              + "=netrc:HOST; a secret itself never stands on the command line");
    }
    SecretPlace at = new SecretPlace(SecretPlace.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), name);
    return new SecretBinding(
        at, comma < 0 ? usual(need, at) : use(need, text.substring(comma + 4)));
  }

  /** Returns how a value is sent where nobody says, on the command line as in a bakery. */
  public static SecretUse usual(String need, SecretPlace place) {
    boolean isPair = place.kind() == SecretPlace.Kind.NETRC;
    if (need.equals("earthdata") && !place.isToken()) {
      return isPair ? SecretUse.earthdata() : SecretUse.earthdataAsItIs();
    }
    return isPair ? SecretUse.basic() : SecretUse.bearer();
  }

  private static SecretUse use(String need, String text) {
    int colon = text.indexOf(':');
    String name = text.substring(colon + 1);
    return switch (colon < 0 ? text : text.substring(0, colon)) {
      case "bearer" -> SecretUse.bearer();
      case "s3_keys" -> new SecretUse(SecretUse.Way.S3_KEYS, "");
      case "cleartext" -> new SecretUse(SecretUse.Way.CLEARTEXT, "");
      case "private_key" -> new SecretUse(SecretUse.Way.PRIVATE_KEY, colon < 0 ? "" : name);
      case "basic" -> SecretUse.basic();
      case "earthdata_login" -> SecretUse.earthdata();
      case "query" -> new SecretUse(SecretUse.Way.QUERY, name);
      case "header" -> new SecretUse(SecretUse.Way.HEADER, name);
      case "login" -> new SecretUse(SecretUse.Way.LOGIN, name);
      default ->
          throw new IllegalArgumentException(
              "--secret "
                  + need
                  + ": after 'as=' expected bearer, basic, query:KEY, header:NAME, earthdata_login,"
                  + " login:HOST, private_key, private_key:USER, cleartext or s3_keys");
    };
  }

  /**
   * A secret place says where a worker finds a value; it is none itself.
   *
   * @param kind of the place
   * @param name of the variable, path, machine, version or service account; empty where there is
   *     none
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

  /**
   * A secret use says how a value is sent.
   *
   * @param kind of the use
   * @param name of the query key, header, login host or user; empty where there is none
   */
  public record SecretUse(Way kind, String name) implements Serializable {
    /** Where NASA's Earthdata asks who one is. */
    public static final String EARTHDATA = "urs.earthdata.nasa.gov";

    /** These are the ways to send a secret. */
    public enum Way {
      /** {@code Authorization: Bearer …}. */
      BEARER,
      /** User and password, {@code Authorization: Basic …}. */
      BASIC,
      /** The value of a query key. */
      QUERY,
      /** The value of a header. */
      HEADER,
      /** User and password to the host that a request is redirected to; then cookies. */
      LOGIN,
      /** As LOGIN if the value is user and password, as BEARER if it is a token. */
      LOGIN_OR_BEARER,
      /** A private key that logs in by SSH; its name is that of the user. */
      PRIVATE_KEY,
      /** User and password, by FTP without TLS too, where all on the way can read them. */
      CLEARTEXT,
      /** Access key and secret key, with which requests to buckets are signed. */
      S3_KEYS
    }

    /** Returns the use as a bearer token. */
    public static SecretUse bearer() {
      return new SecretUse(Way.BEARER, "");
    }

    /** Returns the use as user and password. */
    public static SecretUse basic() {
      return new SecretUse(Way.BASIC, "");
    }

    /** Returns the login of NASA's Earthdata. */
    public static SecretUse earthdata() {
      return new SecretUse(Way.LOGIN, EARTHDATA);
    }

    /**
     * Returns the login of NASA's Earthdata, or its token, as the value is the one or the other.
     */
    public static SecretUse earthdataAsItIs() {
      return new SecretUse(Way.LOGIN_OR_BEARER, EARTHDATA);
    }

    /** Returns whether a value with a colon is a user and a password. */
    boolean mayHaveUser() {
      return needsUser() || kind == Way.LOGIN_OR_BEARER;
    }

    /** Returns whether it takes a user besides the value. */
    boolean needsUser() {
      return kind == Way.BASIC || kind == Way.LOGIN || kind == Way.CLEARTEXT || kind == Way.S3_KEYS;
    }

    /** Returns the use as bakeries write it: {@code {query: key}}. */
    @Override
    public String toString() {
      return switch (kind) {
        case BEARER -> "bearer";
        case BASIC -> "basic";
        case QUERY -> "{query: " + name + "}";
        case HEADER -> "{header: " + name + "}";
        case PRIVATE_KEY -> name.isEmpty() ? "private_key" : "{private_key: " + name + "}";
        case CLEARTEXT -> "cleartext";
        case S3_KEYS -> "s3_keys";
        case LOGIN_OR_BEARER -> "earthdata_login or bearer, as the value is";
        case LOGIN -> name.equals(EARTHDATA) ? "earthdata_login" : "{login: " + name + "}";
      };
    }
  }
}
