package org.arcoforge.format.packed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;

/** Unpacks sources into temporary files. */
public final class Unpacking {
  private Unpacking() {}

  /**
   * Returns what a compressed file holds.
   *
   * @param packed closed when this returns; not if it throws
   * @param most bytes that it may unpack to
   * @return under the same URL and version; its temporary file is deleted when it is closed
   * @throws FormatException if the bytes are damaged or cut off, or unpack to more than may be
   */
  public static ByteSource open(ByteSource packed, FilePacking packing, long most)
      throws IOException {
    Named named = new Named(packed.url(), packing.words(), most);
    return open(packed, named, () -> packing.unpack(stream(packed)), null);
  }

  /**
   * Returns a member of a zip archive.
   *
   * @param packed closed when this returns; not if it throws
   * @param member its name; empty for the only one that holds data
   * @param most bytes that it may unpack to
   * @throws FormatException if there are several and none is named, if the archive is damaged or
   *     encrypted, or unpacks to more than may be
   * @throws org.arcoforge.source.SourceNotFoundException if there is no such member
   */
  public static ByteSource member(ByteSource packed, String member, long most) throws IOException {
    try (ZipMembers zip = ZipMembers.open(packed)) {
      ZipMembers.Member chosen = zip.choose(member);
      String url = member.isEmpty() ? packed.url() : packed.url() + "!/" + member;
      return open(packed, new Named(url, "zip archive's", most), () -> zip.stream(chosen), chosen);
    }
  }

  private static InputStream stream(ByteSource packed) {
    return SourceBytes.stream(packed);
  }

  private interface Opening {
    InputStream open() throws IOException;
  }

  /** This says what is unpacked, in words for messages, and the bytes that it may come to. */
  private record Named(String url, String words, long most) {}

  private static ByteSource open(
      ByteSource packed,
      Named named,
      Opening opening,
      ZipMembers.@org.jspecify.annotations.Nullable Member expected)
      throws IOException {
    String url = named.url();
    String words = named.words();
    Path file = UnpackedFiles.create();
    boolean done = false;
    try {
      long limit = UnpackedFiles.limit(file, named.most());
      if (expected != null && expected.size() > limit) {
        throw tooLarge(url, limit);
      }
      CRC32 crc = new CRC32();
      long size = 0;
      try (OutputStream out = Files.newOutputStream(file);
          InputStream in = opened(url, words, opening)) {
        byte[] buffer = new byte[1 << 16];
        while (true) {
          int n = read(url, words, in, buffer);
          if (n < 0) {
            break;
          }
          size += n;
          if (size > limit) {
            throw tooLarge(url, limit);
          }
          crc.update(buffer, 0, n);
          write(url, file, out, buffer, n);
        }
      }
      if (expected != null) {
        expected.check(url, size, crc.getValue());
      }
      UnpackedSource source = UnpackedSource.open(url, packed.version(), file);
      done = true;
      packed.close();
      return source;
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static InputStream opened(String url, String words, Opening opening) throws IOException {
    try {
      return opening.open();
    } catch (SourceException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(url, words, e);
    }
  }

  private static int read(String url, String words, InputStream in, byte[] buffer)
      throws IOException {
    try {
      return in.read(buffer);
    } catch (SourceException e) { // of the packed bytes
      throw e;
    } catch (IOException | RuntimeException e) { // the decoders throw both
      throw damaged(url, words, e);
    }
  }

  static FormatException damaged(String url, String words, Exception e) {
    return FormatException.corrupt(
        url,
        "the "
            + words
            + " data are damaged or cut off ("
            + (e.getMessage() == null ? e.toString() : e.getMessage())
            + "); fetch the file again",
        e);
  }

  private static void write(String url, Path file, OutputStream out, byte[] buffer, int n)
      throws SourceException {
    try {
      out.write(buffer, 0, n);
    } catch (IOException e) {
      throw new SourceException(
          url, "cannot be unpacked into " + file + ": " + e.getMessage(), true, e);
    }
  }

  private static FormatException tooLarge(String url, long limit) {
    return FormatException.unsupported(
        url,
        "unpacks to more than "
            + limit
            + " bytes, the most that is taken (-Darco.unpack.maxBytes, and what the disk of"
            + " temporary files has free, java.io.tmpdir); is it a file of the archive? Then unpack"
            + " it beforehand");
  }
}
