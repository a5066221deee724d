package org.arcoforge.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.secret.SecretBinding.SecretPlace;
import org.arcoforge.secret.SecretBinding.SecretUse;
import org.jspecify.annotations.Nullable;

/**
 * Looks values up where bindings say, at first use in each process, and keeps them in memory only.
 * Safe for many threads.
 */
final class SecretValues {
  private static final Pattern KEY_ID =
      Pattern.compile("(?m)^\\s*aws_access_key_id\\s*=\\s*(\\S+)");
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?m)^\\s*aws_secret_access_key\\s*=\\s*(\\S+)");
  private static final SecretValues ONE =
      new SecretValues(
          System::getenv, Path.of(System.getProperty("user.home", ".")), GoogleSecrets.real());

  private final ConcurrentHashMap<SecretBinding, Credential> known = new ConcurrentHashMap<>();
  private final UnaryOperator<@Nullable String> env;
  private final Path home;
  private final GoogleSecrets google;

  SecretValues(UnaryOperator<@Nullable String> env, Path home, GoogleSecrets google) {
    this.env = env;
    this.home = home;
    this.google = google;
  }

  /** Returns the values of this process. */
  static SecretValues ofProcess() {
    return ONE;
  }

  /**
   * Returns the value of a need.
   *
   * @throws SecretException if there is none where the binding says, or it may not be read
   */
  Credential of(String need, SecretBinding binding) throws SecretException {
    if (binding.place().isToken()) {
      return google.token(need, binding.place()); // which knows when it ends
    }
    Credential found = known.get(binding);
    if (found == null) {
      found = look(need, binding);
      known.put(binding, found);
    }
    return found;
  }

  private Credential look(String need, SecretBinding binding) throws SecretException {
    SecretPlace place = binding.place();
    Credential found =
        switch (place.kind()) {
          case NETRC -> netrc(need, place);
          case ENV -> one(need, place, String.valueOf(env(need, place)), binding.use());
          case FILE -> one(need, place, text(need, place, place.name()).strip(), binding.use());
          default -> one(need, place, google.secret(need, place), binding.use());
        };
    if (binding.use().needsUser() && !found.hasUser()) {
      throw wrong(need, place, "expected user:password, found a text without a user");
    }
    if (binding.use().kind() == SecretBinding.SecretUse.Way.PRIVATE_KEY) {
      return found; // of many lines; whoever uses it says if it is none
    }
    if (!found.value().matches("[\\x21-\\x7e][\\x20-\\x7e]*")) {
      throw wrong(need, place, "expected one line of ASCII characters, found others");
    }
    return found;
  }

  private String env(String need, SecretPlace place) throws SecretException {
    String value = env.apply(place.name());
    if (value == null || value.isBlank()) {
      throw wrong(need, place, "is not set; set it where the recipe is baked, on every worker");
    }
    return value.strip();
  }

  private static Credential one(String need, SecretPlace place, String text, SecretUse use)
      throws SecretException {
    if (text.isEmpty()) {
      throw wrong(need, place, "is empty");
    }
    if (use.kind() == SecretBinding.SecretUse.Way.S3_KEYS) {
      Matcher id = KEY_ID.matcher(text); // a file as the tools of AWS write it
      Matcher key = SECRET_KEY.matcher(text);
      if (id.find() && key.find()) {
        return new Credential(id.group(1), key.group(1));
      }
    }
    return use.mayHaveUser() && text.indexOf(':') > 0
        ? Credential.pair(text)
        : new Credential("", text);
  }

  private Credential netrc(String need, SecretPlace place) throws SecretException {
    String file = place.file().isEmpty() ? home.resolve(".netrc").toString() : place.file();
    Optional<Credential> found = Netrc.find(text(need, place, file), place.name());
    if (found.isEmpty()) {
      throw wrong(
          need,
          place,
          "is not there; write to "
              + file
              + ": machine "
              + place.name()
              + " login USER password PASSWORD");
    }
    return found.get();
  }

  /** The text of a file that nobody but its owner may read. */
  private static String text(String need, SecretPlace place, String name) throws SecretException {
    Path file = Path.of(name);
    try {
      if (Files.getFileStore(file.toAbsolutePath()).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> others = Files.getPosixFilePermissions(file);
        others.removeIf(p -> p.name().startsWith("OWNER"));
        if (!others.isEmpty()) {
          throw wrong(need, place, "may be used by others: chmod 600 " + file);
        }
      }
      if (Files.size(file) > 1 << 20) {
        throw wrong(need, place, "is longer than 1 MiB");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw wrong(need, place, "cannot be read: there is no file " + file);
    } catch (SecretException e) {
      throw e;
    } catch (IOException e) {
      throw wrong(need, place, "cannot be read: " + FailureWords.of(e));
    }
  }

  static SecretException wrong(String need, SecretPlace place, String what) {
    return new SecretException("the secret '" + need + "': " + place + ": " + what);
  }
}
