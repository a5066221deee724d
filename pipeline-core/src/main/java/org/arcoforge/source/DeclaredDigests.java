package org.arcoforge.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.arcoforge.pattern.Checksums;
import org.arcoforge.pattern.Checksums.Digest;
import org.arcoforge.pattern.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the digest that is declared for a source. Files of digests are fetched once, never from a
 * cache, and again when a source turns out to be another than they say.
 */
final class DeclaredDigests {
  private static final int MOST = 256 << 20; // bytes of a list
  private static final int ATTEMPTS = 6;

  private final SourceOpener opener;
  private final Checksums declared;
  private final Redaction redaction;
  private final Map<String, Digest> sidecars = new ConcurrentHashMap<>();
  private @Nullable NamedDigests list; // guarded by this
  private int fetches; // of the list; guarded by this
  private boolean isConfirmed; // whether the list came twice alike; guarded by this

  DeclaredDigests(SourceOpener opener, Checksums declared, Redaction redaction) {
    this.opener = opener;
    this.declared = declared;
    this.redaction = redaction;
  }

  /**
   * The digests of a list, by the last part of their names.
   *
   * @param number of the fetch that brought it
   */
  private record NamedDigests(int number, Map<String, List<Map.Entry<String, Digest>>> byLast) {
    static NamedDigests of(int number, Map<String, Digest> all) {
      Map<String, List<Map.Entry<String, Digest>>> byLast = new HashMap<>();
      for (Map.Entry<String, Digest> e : all.entrySet()) {
        String name = e.getKey().replaceFirst("^(\\./)+", "");
        byLast
            .computeIfAbsent(last(name), k -> new ArrayList<>(1))
            .add(Map.entry(name, e.getValue()));
      }
      return new NamedDigests(number, byLast);
    }

    /** The one with the longest name that the URL ends with, else the only one of its last part. */
    Optional<Digest> of(String url) {
      String plain = url.replaceFirst("\\?.*", "");
      List<Map.Entry<String, Digest>> alike = byLast.getOrDefault(last(plain), List.of());
      Map.Entry<String, Digest> best = null;
      for (Map.Entry<String, Digest> e : alike) {
        boolean fits = plain.equals(e.getKey()) || plain.endsWith("/" + e.getKey());
        if (fits && (best == null || e.getKey().length() > best.getKey().length())) {
          best = e;
        }
      }
      if (best == null && alike.size() == 1) {
        best = alike.get(0);
      }
      return Optional.ofNullable(best).map(Map.Entry::getValue);
    }

    private static String last(String name) {
      return name.substring(name.lastIndexOf('/') + 1);
    }
  }

  /**
   * Returns the digest of a source.
   *
   * @param anew whether what says so is to be fetched again
   * @throws SourceException if none is declared, or what declares it cannot be had
   */
  Digest of(String url, boolean anew) throws IOException {
    if (!declared.sidecar().isEmpty()) {
      Digest known = anew ? null : sidecars.get(url);
      if (known == null) {
        known = sidecar(url);
        sidecars.put(url, known);
      }
      return known;
    }
    NamedDigests known = list(anew);
    Optional<Digest> found = known.of(url);
    for (int i = 1; found.isEmpty() && i < ATTEMPTS; i++) {
      NamedDigests other = other(known);
      if (other.number() == known.number()) {
        break;
      }
      known = other;
      found = known.of(url);
    }
    return found.orElseThrow(() -> missing(url, "there is no digest of it in " + place(url)));
  }

  /**
   * Returns another list than one that lacks a name: nothing says that a list came whole, so one is
   * believed to be without it when it came twice alike. The same if it did before.
   */
  private synchronized NamedDigests other(NamedDigests lacking) throws IOException {
    NamedDigests now = list(false);
    if (now.number() != lacking.number() || isConfirmed || declared.manifest().isEmpty()) {
      return now;
    }
    NamedDigests again = list(true);
    isConfirmed = again.byLast().equals(lacking.byLast());
    return again;
  }

  /** Returns where the digest of a source stands, for messages. */
  String place(String url) {
    if (!declared.sidecar().isEmpty()) {
      return redaction.url(declared.sidecarOf(url));
    }
    return declared.manifest().isEmpty()
        ? "the checksums.files of the recipe's access"
        : redaction.url(declared.manifest());
  }

  private synchronized NamedDigests list(boolean anew) throws IOException {
    NamedDigests known = list;
    if (known == null || (anew && !declared.manifest().isEmpty())) {
      known =
          NamedDigests.of(
              ++fetches,
              declared.manifest().isEmpty()
                  ? declared.files()
                  : fetched(declared.manifest(), DigestLists::read));
      list = known;
      isConfirmed = false;
    }
    return known;
  }

  /** One that stands alone, or under the file's name, or is the only one. */
  private Digest sidecar(String url) throws IOException {
    try {
      return fetched(
          declared.sidecarOf(url),
          text -> {
            Map<String, Digest> found = DigestLists.read(text);
            if (found.size() == 1) {
              return found.values().iterator().next();
            }
            return NamedDigests.of(0, found)
                .of(url)
                .orElseThrow(() -> new IOException("expected the file's name, found others only"));
          });
    } catch (SourceNotFoundException e) {
      throw missing(url, "its digest is not there: " + e.getMessage());
    }
  }

  private SourceException missing(String url, String words) {
    return new SourceException(
        redaction.url(url),
        words
            + "; without one it is not used: correct the checksums of the recipe's access, or remove them",
        true,
        SourceException.Reason.CHECKSUM,
        null);
  }

  /** A reading makes something of a text of digests. */
  private interface Reading<T> {
    T read(String text) throws IOException;
  }

  private <T> T fetched(String url, Reading<T> reading) throws IOException {
    if (url.matches("(?i)https?://.*")) {
      return opener.fetch(url, body -> reading.read(text(body)));
    }
    try (ByteSource source = opener.open(url)) {
      byte[] bytes = new byte[(int) Math.min(MOST, source.size())];
      source.read(0, bytes, 0, bytes.length);
      return reading.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceException(redaction.url(url), String.valueOf(e.getMessage()), true, e);
    }
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readNBytes(MOST), StandardCharsets.UTF_8);
  }
}
