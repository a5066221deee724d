package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;

/**
 * Host keys say by which keys servers of SSH are known: fingerprints that a bakery binds, and for
 * whom bakes what is theirs the entries of {@code known_hosts} files. Immutable.
 *
 * @param bound fingerprints, as {@code SHA256:…}, by host
 * @param files in the format of OpenSSH, those that there are
 */
record HostKeys(Map<String, List<String>> bound, List<Path> files) {
  HostKeys {
    bound = Collections.unmodifiableMap(new TreeMap<>(bound));
    files = List.copyOf(files);
  }

  /**
   * Returns the keys of a reach.
   *
   * @param own whether the person's own {@code known_hosts} counts
   */
  static HostKeys of(Map<String, List<String>> bound, boolean own) {
    Path home = Path.of(System.getProperty("user.home", "."));
    return new HostKeys(
        bound,
        own
            ? List.of(home.resolve(".ssh/known_hosts"), Path.of("/etc/ssh/ssh_known_hosts"))
            : List.of());
  }

  /** Returns the kinds of keys under which a host is known, as {@code ssh-ed25519}. */
  Set<String> kinds(String host, int port) {
    Set<String> kinds = new LinkedHashSet<>();
    for (KnownHostEntry entry : entries()) {
      if (entry.getKeyEntry() != null && entry.isHostMatch(plain(host), port)) {
        kinds.add(entry.getKeyEntry().getKeyType());
      }
    }
    return kinds;
  }

  /** Returns why a key is not accepted, with the line to write; empty if it is. */
  Optional<String> refuses(String host, int port, PublicKey key) {
    String name = plain(host);
    String print = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    List<String> prints = bound.get(name);
    if (prints != null) {
      return prints.contains(print)
          ? Optional.empty()
          : Optional.of(
              "the server's key has the fingerprint "
                  + print
                  + ", the bakery's egress.host_keys expects "
                  + String.join(" or ", prints)
                  + ": it is another server, or somebody listens; ask whoever runs it");
    }
    boolean other = false;
    for (KnownHostEntry entry : entries()) {
      if (entry.getKeyEntry() == null || !entry.isHostMatch(name, port)) {
        continue;
      }
      boolean same = isOf(entry, key);
      if ("revoked".equals(entry.getMarker())) {
        if (same) {
          return Optional.of("the server's key is revoked in known_hosts");
        }
      } else if (same && entry.getMarker() == null) {
        return Optional.empty();
      } else {
        other |= entry.getMarker() == null;
      }
    }
    return Optional.of(unknown(name, port, key, print, other));
  }

  private String unknown(String name, int port, PublicKey key, String print, boolean other) {
    String bakery = "in the bakery egress: {host_keys: {" + name + ": \"" + print + "\"}}";
    if (files.isEmpty()) {
      return "the server's key is not known; compare its fingerprint with what the archive"
          + " publishes and write "
          + bakery;
    }
    String at = port == 22 ? name : "[" + name + "]:" + port;
    return (other
            ? "the server's key is another one than known_hosts has: it is another server, or"
                + " somebody listens"
            : "the server's key is not known")
        + "; compare its fingerprint "
        + print
        + " with what the archive publishes and write to "
        + files.get(0)
        + ": "
        + at
        + " "
        + PublicKeyEntry.toString(key);
  }

  private static boolean isOf(KnownHostEntry entry, PublicKey key) {
    try {
      PublicKey known = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
      return known != null && KeyUtils.compareKeys(known, key);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false; // of a kind that we do not know
    }
  }

  private List<KnownHostEntry> entries() {
    List<KnownHostEntry> all = new ArrayList<>();
    for (Path file : files) {
      if (Files.isReadable(file)) {
        try (java.util.stream.Stream<String> lines = Files.lines(file)) {
          lines.forEach(line -> parse(line).ifPresent(all::add));
        } catch (IOException | java.io.UncheckedIOException e) {
          all.clear(); // no key is known then, and the message says which one to write
        }
      }
    }
    return all;
  }

  private static Optional<KnownHostEntry> parse(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(KnownHostEntry.parseKnownHostEntry(text));
    } catch (RuntimeException e) { // a line that OpenSSH would leave out too
      return Optional.empty();
    }
  }

  private static String plain(String host) {
    String small = host.toLowerCase(java.util.Locale.ROOT);
    return small.startsWith("[") ? small.substring(1, small.length() - 1) : small;
  }
}
