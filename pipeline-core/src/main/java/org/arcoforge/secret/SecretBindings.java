package org.arcoforge.secret;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.arcoforge.secret.SecretBinding.SecretPlace;
import org.arcoforge.secret.SecretBinding.SecretUse;
import org.jspecify.annotations.Nullable;

/**
 * Secret bindings say which needs a bakery satisfies, and from where. Immutable; holds no secret.
 *
 * @param byNeed bindings by the need that recipes name
 * @param personal whether needs without binding are looked for where people keep their own: in the
 *     environment variable {@code ARCO_SECRET_<NEED>}, and for Earthdata in {@code ~/.netrc}
 */
public record SecretBindings(Map<String, SecretBinding> byNeed, boolean personal)
    implements Serializable {
  private static final String PREFIX = "ARCO_SECRET_";

  /** Copies the map, sorted. */
  public SecretBindings {
    byNeed = Collections.unmodifiableMap(new TreeMap<>(byNeed));
  }

  /** Returns the bindings of a bakery that has none. */
  public static SecretBindings none() {
    return new SecretBindings(Map.of(), false);
  }

  /** Returns the bindings of who bakes on their own machine, with their own secrets. */
  public static SecretBindings ofPerson() {
    return new SecretBindings(Map.of(), true);
  }

  /**
   * Returns the same with what options {@code --secret NEED=…} bind.
   *
   * @throws IllegalArgumentException if one is not as expected; it is not repeated
   */
  public SecretBindings with(List<String> options) {
    Map<String, SecretBinding> all = new TreeMap<>(byNeed);
    for (String option : options) {
      int equals = option.indexOf('=');
      String need = equals < 0 ? "" : option.substring(0, equals);
      if (!need.matches("[a-z0-9][a-z0-9_-]*")) {
        throw new IllegalArgumentException(
            "--secret: expected NEED=env:NAME, NEED=file:PATH or NEED=netrc:HOST, where NEED is what"
                + " a recipe's access.auth names; a secret itself never stands on the command line");
      }
      all.put(need, SecretBinding.of(need, option.substring(equals + 1)));
    }
    return new SecretBindings(all, personal);
  }

  /**
   * Returns the binding of a need.
   *
   * @throws SecretException if there is none, with the lines to write
   */
  public SecretBinding of(String need) throws SecretException {
    return of(need, System::getenv, Path.of(System.getProperty("user.home", ".")));
  }

  SecretBinding of(String need, UnaryOperator<@Nullable String> env, Path home)
      throws SecretException {
    SecretBinding bound = byNeed.get(need);
    if (bound != null) {
      return bound;
    }
    String variable = PREFIX + need.toUpperCase(Locale.ROOT).replace('-', '_');
    if (personal) {
      if (env.apply(variable) != null) {
        SecretPlace place = new SecretPlace(SecretPlace.Kind.ENV, variable);
        return new SecretBinding(place, SecretBinding.usual(need, place));
      }
      SecretPlace netrc = new SecretPlace(SecretPlace.Kind.NETRC, SecretUse.EARTHDATA);
      if (need.equals("earthdata") && Files.exists(home.resolve(".netrc"))) {
        return new SecretBinding(netrc, SecretUse.earthdata());
      }
    }
    throw new SecretException(
        "the recipe needs the secret '"
            + need
            + "' (access: {auth: "
            + need
            + "}), which is not bound; "
            + (personal
                ? "set the environment variable "
                    + variable
                    + ", or give --secret "
                    + need
                    + "=file:PATH"
                    + (need.equals("earthdata")
                        ? ", or write 'machine " + SecretUse.EARTHDATA + "' to ~/.netrc"
                        : ", or --secret " + need + "=netrc:HOST")
                : "write in the bakery: secrets: {"
                    + need
                    + ": {env: NAME, as: bearer}}, or another place (file, netrc, secret_manager)"));
  }
}
