package org.arcoforge.bakery;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.egress.Egress;
import org.arcoforge.secret.SecretBinding;
import org.arcoforge.secret.SecretBinding.SecretPlace;
import org.arcoforge.secret.SecretBinding.SecretUse;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** Reads {@code secrets} of a bakery: which place each need is bound to, and how it is sent. */
final class SecretSection {
  private final Variables variables;

  SecretSection(Variables variables) {
    this.variables = variables;
  }

  SecretBindings read(@Nullable Yaml yaml) {
    Map<String, SecretBinding> all = new TreeMap<>();
    if (yaml != null) {
      for (Yaml.Entry entry : yaml.entries()) {
        String need = entry.key().raw();
        if (!need.matches("[a-z0-9][a-z0-9_-]*")) {
          entry
              .key()
              .problem(
                  "expected the name of a need, found '" + need + "'", "for example earthdata");
        } else if (entry.value().sound()) {
          SecretBinding binding = entry.value().attempt(() -> binding(need, entry.value()));
          if (binding != null) {
            all.put(need, binding);
          }
        }
      }
    }
    return new SecretBindings(all, false);
  }

  private SecretBinding binding(String need, Yaml yaml) {
    Yaml.Entry place =
        yaml.entries().stream()
            .filter(e -> !e.key().raw().matches("as|hosts"))
            .findFirst()
            .orElseThrow();
    SecretPlace at = place(place.key().raw(), place.value());
    Yaml as = yaml.get("as").orElse(null);
    variables.checkEach(yaml, "hosts", Egress::checkHost);
    return new SecretBinding(
        at, as == null ? SecretBinding.usual(need, at) : use(as), variables.texts(yaml, "hosts"));
  }

  private SecretPlace place(String key, Yaml value) {
    SecretPlace.Kind kind = SecretPlace.Kind.valueOf(key.toUpperCase(Locale.ROOT));
    switch (kind) {
      case GCLOUD_TOKEN, APPLICATION_DEFAULT -> {
        if (!value.raw().equals("true")) {
          throw new IllegalArgumentException("'" + key + "': expected true; else leave it out");
        }
        return new SecretPlace(kind, "");
      }
      case NETRC -> {
        boolean plain = value.kind() == Yaml.Kind.TEXT;
        String host = plain ? value.raw() : value.text("host", "");
        return new SecretPlace(
            kind, variables.in(host), plain ? "" : variables.in(value.text("file", "")));
      }
      default -> {
        return new SecretPlace(kind, variables.in(value.raw()));
      }
    }
  }

  private SecretUse use(Yaml as) {
    if (as.kind() == Yaml.Kind.TEXT) {
      return switch (as.raw()) {
        case "basic" -> SecretUse.basic();
        case "earthdata_login" -> SecretUse.earthdata();
        case "private_key" -> new SecretUse(SecretUse.Way.PRIVATE_KEY, "");
        case "s3_keys" -> new SecretUse(SecretUse.Way.S3_KEYS, "");
        case "cleartext" -> new SecretUse(SecretUse.Way.CLEARTEXT, "");
        default -> SecretUse.bearer();
      };
    }
    Yaml.Entry entry = as.entries().get(0);
    SecretUse.Way kind = SecretUse.Way.valueOf(entry.key().raw().toUpperCase(Locale.ROOT));
    return new SecretUse(kind, variables.in(entry.value().raw()));
  }
}
