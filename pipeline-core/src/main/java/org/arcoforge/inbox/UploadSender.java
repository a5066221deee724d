package org.arcoforge.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.arcoforge.fault.Blame;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/** Sends the content of one file, in parts, and makes sure that the store has what was read. */
final class UploadSender {
  /** Bytes of a part: most files are one, and eight fit into the memory of a login node. */
  static final int PART = 64 << 20;

  private static final long OLD = Duration.ofHours(12).toMillis();

  private final ObjectStore store;
  private final int part;
  private final Set<String> there;
  private final LongConsumer sent;

  /**
   * Makes a sender.
   *
   * @param part bytes of a part at most
   * @param there keys that an earlier upload may have left
   * @param sent is told the bytes of each part that was sent
   */
  UploadSender(ObjectStore store, int part, Set<String> there, LongConsumer sent) {
    this.store = store;
    this.part = part;
    this.there = there;
    this.sent = sent;
  }

  /** Returns the digest of a file's content, in hex. */
  static String sha256(UploadFile file) throws UploadException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file.path())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Sends what is not there yet. */
  InboxFile send(UploadFile file, String sha256) throws IOException {
    MessageDigest digest = digest();
    List<InboxFile.Part> parts = new ArrayList<>();
    byte[] buffer = new byte[(int) Math.min(part, Math.max(1, file.size()))];
    long left = file.size();
    try (InputStream in = open(file)) {
      do {
        int length = (int) Math.min(buffer.length, left);
        if (read(file, in, buffer, length) != length) {
          throw file.changed();
        }
        digest.update(buffer, 0, length);
        boolean single = file.size() <= part;
        String key =
            Inbox.FILES
                + sha256
                + "/"
                + file.name()
                + (single ? "" : String.format(Locale.ROOT, ".part%05d", parts.size()));
        parts.add(put(key, buffer, length));
        left -= length;
      } while (left > 0);
    }
    file.checkUnchanged();
    if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw file.changed();
    }
    return new InboxFile(file.name(), file.size(), sha256, file.modified(), parts);
  }

  private InboxFile.Part put(String key, byte[] bytes, int length) throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    long wanted = crc.getValue();
    Optional<ObjectInfo> known = there.contains(key) ? store.stat(key) : Optional.empty();
    boolean same = known.isPresent() && isSame(known.get(), length, wanted);
    if (same && known.get().modified() < System.currentTimeMillis() - OLD) {
      // What an upload left long ago, and no manifest names, may be swept: it is made young.
      store.replace(key, Arrays.copyOf(bytes, length), known.get().generation());
    }
    if (!same) {
      ObjectInfo made = store.create(key, bytes, 0, length);
      if (!isSame(made, length, wanted)) {
        throw new UploadException(
            Blame.STORE,
            store.url(key)
                + ": sent "
                + length
                + String.format(
                    Locale.ROOT, " bytes with crc32c %08x, the store says that it has ", wanted)
                + made.size()
                + String.format(
                    Locale.ROOT, " with %08x; the manifest does not name it", made.crc32c()));
      }
      sent.accept(length);
    }
    return new InboxFile.Part(key, length, wanted);
  }

  private static boolean isSame(ObjectInfo info, long size, long crc) {
    return info.size() == size && (info.crc32c() == crc || info.crc32c() < 0);
  }

  private static InputStream open(UploadFile file) throws UploadException {
    try {
      return Files.newInputStream(file.path());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static int read(UploadFile file, InputStream in, byte[] buffer, int length)
      throws UploadException {
    try {
      return in.readNBytes(buffer, 0, length);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UploadException unreadable(UploadFile file, IOException e) {
    return new UploadException(
        Blame.SOURCES, file.path() + ": cannot be read: " + FailureWords.of(e));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
