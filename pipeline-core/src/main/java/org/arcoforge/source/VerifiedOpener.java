package org.arcoforge.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.pattern.Checksums.Digest;
import org.arcoforge.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Opens sources whose declared digests are those of their bytes. No byte of a source is given
 * before all were seen: what is in a local file, as in the cache, is read once in each process;
 * what is not is fetched whole into a temporary file, read from there, and deleted when it is
 * closed. One that differs is fetched anew, with its declared digest, until it is right, comes
 * twice with the same other bytes, or differently each time too often.
 */
final class VerifiedOpener extends ForwardingOpener {
  private static final int ATTEMPTS = 6;
  private static final int PIECE = 8 << 20;

  /** Local files that were found right in this process, with their times and digests. */
  private static final Set<String> RIGHT = ConcurrentHashMap.newKeySet();

  private final DeclaredDigests declared;

  VerifiedOpener(SourceOpener opener, DeclaredDigests declared) {
    super(opener);
    this.declared = declared;
  }

  /** A source whose bytes were all seen; {@code hex} is their digest. */
  private record Seen(ByteSource source, String hex) {}

  @Override
  public ByteSource open(String url) throws IOException {
    Digest wanted = declared.of(url, false);
    Set<String> others = new HashSet<>();
    for (int attempt = 1; ; attempt++) {
      ByteSource source = opener.open(url);
      Seen seen;
      try {
        seen = seen(source, wanted);
      } catch (SourceException e) {
        source.close();
        if (e.reason() != Reason.CHANGED || attempt >= ATTEMPTS) {
          throw e.after(attempt);
        }
        continue; // it was replaced while it came
      } catch (IOException | RuntimeException e) {
        source.close();
        throw e;
      }
      if (seen.hex().equals(wanted.hex())) {
        return seen.source();
      }
      String name = source.url();
      long size = source.size();
      opener.forget(url, source);
      seen.source().close();
      wanted = declared.of(url, true);
      if (wanted.hex().equals(seen.hex())) {
        continue; // the file of digests was the one that came damaged, or is the newer one
      }
      boolean again = !others.add(seen.hex() + wanted);
      if (again || attempt >= ATTEMPTS) {
        throw new SourceException(
                name,
                "expected "
                    + wanted
                    + " by "
                    + declared.place(url)
                    + ", found "
                    + new Digest(wanted.algorithm(), seen.hex())
                    + " of "
                    + size
                    + " bytes, "
                    + (again
                        ? "twice the same: the file, or what is declared of it, is another one"
                        : attempt + " times: the transfer damages it")
                    + "; ask who provides it, or correct the checksums of the recipe's access",
                true,
                Reason.CHECKSUM,
                null)
            .after(attempt);
      }
    }
  }

  @Override
  public boolean holdsChecksums() {
    return true;
  }

  private static Seen seen(ByteSource source, Digest wanted) throws IOException {
    Optional<Path> path = source.path();
    if (path.isEmpty()) {
      return fetched(source, wanted);
    }
    String state =
        path.get() + " " + source.size() + " " + Files.getLastModifiedTime(path.get()) + wanted;
    if (RIGHT.contains(state)) {
      return new Seen(source, wanted.hex());
    }
    String hex = copy(source, wanted, null);
    if (hex.equals(wanted.hex())) {
      RIGHT.add(state);
    }
    return new Seen(source, hex);
  }

  private static Seen fetched(ByteSource source, Digest wanted) throws IOException {
    Path file;
    try {
      file = Files.createTempFile("arco-source-", ".data");
    } catch (IOException e) {
      throw noRoom(source, e);
    }
    boolean done = false;
    try {
      String hex;
      try (FileChannel to = FileChannel.open(file, StandardOpenOption.WRITE)) {
        hex = copy(source, wanted, to);
      }
      LocalSource local =
          LocalSource.open(source.url(), file).as(source.url(), source.version(), true);
      done = true;
      source.close();
      return new Seen(local, hex);
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Reads all, into a file if there is one; returns the digest. */
  private static String copy(ByteSource source, Digest wanted, @Nullable FileChannel to)
      throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(wanted.javaName());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // all that are parsed are in every JDK
    }
    byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, source.size()))];
    for (long at = 0; at < source.size(); at += piece.length) {
      int n = (int) Math.min(piece.length, source.size() - at);
      source.read(at, piece, 0, n);
      digest.update(piece, 0, n);
      if (to != null) {
        try {
          for (ByteBuffer left = ByteBuffer.wrap(piece, 0, n); left.hasRemaining(); ) {
            to.write(left);
          }
        } catch (IOException e) {
          throw noRoom(source, e);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static SourceException noRoom(ByteSource source, IOException e) {
    return new SourceException(
        source.url(),
        "cannot be kept in a temporary file, where it is held against its checksum: "
            + FailureWords.of(e)
            + "; make room there, or bake with a cache",
        false,
        e);
  }
}
