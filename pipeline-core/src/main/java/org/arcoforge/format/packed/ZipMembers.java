package org.arcoforge.format.packed;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.arcoforge.format.FormatException;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceNotFoundException;

/** Reads the directory of a zip archive (APPNOTE 6.3), which stands at its end. */
final class ZipMembers implements Closeable {
  private static final int SHOWN = 10;

  // What archives add to the data: notes, checksums, what macOS leaves.
  private static final Pattern NO_DATA =
      Pattern.compile(
          "(?i)__MACOSX/.*|(.*/)?\\..*|(.*/)?(readme|licen[cs]e|copying|changelog)[^/]*"
              + "|.*\\.(txt|md|rst|pdf|html?|md5|sha\\d*|md5sum|sha\\d*sum|sig|asc)");

  private final String url;
  private final ZipFile zip;

  private ZipMembers(String url, ZipFile zip) {
    this.url = url;
    this.zip = zip;
  }

  /** This is one member of a zip archive. */
  record Member(ZipArchiveEntry entry) {
    long size() {
      return entry.getSize();
    }

    /** Compares what came out with what the directory says. */
    void check(String url, long found, long crc) throws FormatException {
      if (found != entry.getSize() || crc != entry.getCrc()) {
        throw FormatException.corrupt(
            url,
            String.format(
                Locale.ROOT,
                "member '%s' of the zip archive should have %d bytes with the CRC-32 %08x, found %d"
                    + " with %08x: damaged; fetch the file again",
                entry.getName(),
                entry.getSize(),
                entry.getCrc(),
                found,
                crc));
      }
    }
  }

  static ZipMembers open(ByteSource packed) throws IOException {
    try {
      return new ZipMembers(
          packed.url(), ZipFile.builder().setSeekableByteChannel(new SourceBytes(packed)).get());
    } catch (org.arcoforge.source.SourceException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Unpacking.damaged(packed.url(), "zip archive's", e);
    }
  }

  /** Returns the member of a name, or with no name the only one that holds data. */
  Member choose(String name) throws IOException {
    List<ZipArchiveEntry> entries = new ArrayList<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (!entry.isDirectory()) {
        entries.add(entry);
      }
    }
    List<ZipArchiveEntry> found =
        entries.stream()
            .filter(
                e ->
                    name.isEmpty()
                        ? !NO_DATA.matcher(e.getName()).matches()
                        : e.getName().equals(name))
            .toList();
    if (found.size() == 1) {
      return new Member(readable(found.get(0)));
    }
    if (!name.isEmpty() && found.isEmpty()) {
      throw new SourceNotFoundException(
          url, "the zip archive has no member '" + name + "'; there are " + names(entries));
    }
    if (found.isEmpty()) {
      throw FormatException.unsupported(
          url, "the zip archive holds no data; there are " + names(entries));
    }
    throw FormatException.unsupported(
        url,
        "the zip archive holds "
            + found.size()
            + " files, expected one: "
            + names(found)
            + "; write the name of one after the URL, as in "
            + url.substring(url.lastIndexOf('/') + 1)
            + "!/"
            + found.get(0).getName());
  }

  private ZipArchiveEntry readable(ZipArchiveEntry entry) throws FormatException {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw FormatException.unsupported(
          url, "member '" + entry.getName() + "' of the zip archive is encrypted");
    }
    if (!zip.canReadEntryData(entry)) {
      throw FormatException.unsupported(
          url,
          "member '"
              + entry.getName()
              + "' of the zip archive is compressed with "
              + ZipMethod.getMethodByCode(entry.getMethod())
              + ", which is not supported: unpack it beforehand");
    }
    return entry;
  }

  private static String names(List<ZipArchiveEntry> entries) {
    List<String> names = entries.stream().map(ZipArchiveEntry::getName).limit(SHOWN).toList();
    return String.join(", ", names) + (entries.size() > SHOWN ? ", …" : "");
  }

  InputStream stream(Member member) throws IOException {
    return zip.getInputStream(member.entry());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
