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
 */
public record SecretBinding(SecretPlace place, SecretUse use) implements Serializable {
  /** Checks that place and use go together. */
  public SecretBinding {
    if (place.isToken() && use.needsUser()) {
      throw new IllegalArgumentException(
          place + " gives a token without user; write as: bearer, found as: " + use);
    }
  }

  /**
   * Returns what the option {@code --secret} says: {@code NEED=env:NAME}, {@code NEED=file:PATH} or
   * {@code NEED=netrc:HOST}, and after a comma how it is sent: {@code as=bearer}, {@code as=basic},
   * {@code as=query:KEY}, {@code as=header:NAME}, {@code as=earthdata_login}.
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

  /** How a value is sent where nobody says. */
  static SecretUse usual(String need, SecretPlace place) {
    if (need.equals("earthdata") && !place.isToken()) {
      return SecretUse.earthdata();
    }
    return place.kind() == SecretPlace.Kind.NETRC ? SecretUse.basic() : SecretUse.bearer();
  }

  private static SecretUse use(String need, String text) {
    int colon = text.indexOf(':');
    String name = text.substring(colon + 1);
    switch (colon < 0 ? text : text.substring(0, colon)) {
      case "bearer":
        return SecretUse.bearer();
      case "basic":
        return SecretUse.basic();
      case "earthdata_login":
        return SecretUse.earthdata();
      case "query":
        return new SecretUse(SecretUse.Kind.QUERY, name);
      case "header":
        return new SecretUse(SecretUse.Kind.HEADER, name);
      case "login":
        return new SecretUse(SecretUse.Kind.LOGIN, name);
      default:
        throw new IllegalArgumentException(
            "--secret "
                + need
                + ": after 'as=' expected bearer, basic, query:KEY, header:NAME, earthdata_login or"
                + " login:HOST");
    }
  }
}
