package org.arcoforge.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.dap.DapReader;
import org.arcoforge.format.dap.DapUrl;
import org.arcoforge.format.packed.Unpacking;
import org.arcoforge.format.zarr.ZarrReader;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.CountedOpener;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.store.ObjectStores;

/**
 * Opens a data set by its URL: a file, a member of a zip archive ({@code a.zip!/b.nc}), a Zarr
 * store, or what an OPeNDAP server serves.
 */
final class DatasetOpener {
  private static final Pattern MEMBER = Pattern.compile("(.+)!/(.+)");

  private final SourceOpener opener;

  DatasetOpener(SourceOpener opener) {
    this.opener = opener;
  }

  /** Opens what a pattern names. */
  OpenDataset open(String url, ReadOptions options) throws IOException {
    opener.check(url);
    LongAdder bytes = new LongAdder();
    SourceOpener counted = new CountedOpener(opener, bytes);
    FileFormat format = options.format();
    boolean auto = format == FileFormat.AUTO;
    if (format == FileFormat.OPENDAP || (auto && DapUrl.isOne(url))) {
      checkNoChecksums(url, "OPeNDAP");
      DapReader reader = DapReader.open(counted, url, options.group());
      return new OpenDataset(reader.url(), reader, reader.version(), reader::version, bytes);
    }
    if (format == FileFormat.ZARR || (auto && ZarrReader.isOne(url))) {
      checkNoChecksums(url, "Zarr");
      ZarrReader reader = ZarrReader.open(counted, url, options.group(), bytes);
      return new OpenDataset(reader.url(), reader, reader.version(), reader::versionNow, bytes);
    }
    return file(counted, url, options, bytes);
  }

  /** Checksums that would not be heeded must not seem to be. */
  private void checkNoChecksums(String url, String format) throws SourceException {
    if (opener.holdsChecksums()) {
      throw new SourceException(
          Redaction.strict().url(url),
          "is "
              + format
              + ", which is read by many requests and cannot be held against checksums: leave"
              + " checksums out of the recipe's access",
          true);
    }
  }

  /**
   * Returns the version that a file has now, without opening it; empty for what is no single file,
   * and where it cannot be told.
   */
  Optional<SourceVersion> version(String url, ReadOptions options) {
    FileFormat format = options.format();
    boolean auto = format == FileFormat.AUTO;
    if (format == FileFormat.OPENDAP
        || format == FileFormat.ZARR
        || (auto && (DapUrl.isOne(url) || ZarrReader.isNamed(url)))) {
      return Optional.empty();
    }
    Matcher member = MEMBER.matcher(url);
    return opener.version(member.matches() ? member.group(1) : url); // a folder has none
  }

  private static OpenDataset file(
      SourceOpener opener, String url, ReadOptions options, LongAdder read) throws IOException {
    Matcher member = MEMBER.matcher(url);
    String place = member.matches() ? member.group(1) : url;
    String within = member.matches() ? member.group(2) : "";
    ByteSource bytes = opener.open(place);
    try {
      return file(opener, place, within, bytes, options, read);
    } catch (SourceException e) {
      if (!isDamage(e) || !opener.forget(place, bytes)) {
        throw e;
      }
    }
    bytes = opener.open(place);
    try {
      return file(opener, place, within, bytes, options, read);
    } catch (SourceException e) {
      if (isDamage(e)) {
        opener.forget(place, bytes); // it must not stay for the next bake
      }
      throw e;
    }
  }

  private static OpenDataset file(
      SourceOpener opener,
      String place,
      String within,
      ByteSource file,
      ReadOptions options,
      LongAdder read)
      throws IOException {
    SourceVersion version = file.version();
    ByteSource bytes =
        within.isEmpty() ? file : member(file, within, options.settings().mostUnpackedBytes());
    String name = bytes.url();
    SourceReader reader = FormatDetection.open(bytes, options);
    return new OpenDataset(
        name, reader, version, () -> now(place, version), read, () -> opener.forget(place, file));
  }

  /** Returns whether a failure may come from a transfer that brought other bytes than there are. */
  static boolean isDamage(SourceException e) {
    boolean unsupported = e instanceof FormatException f && f.isUnsupported();
    return !e.mayPass() && !unsupported && !(e instanceof SourceNotFoundException);
  }

  private static ByteSource member(ByteSource archive, String name, long most) throws IOException {
    try {
      return Unpacking.member(archive, name, most);
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static SourceVersion now(String url, SourceVersion opened) throws IOException {
    Optional<Path> path = ObjectStores.localPath(url);
    if (path.isEmpty()) {
      return opened;
    }
    try {
      BasicFileAttributes a = Files.readAttributes(path.get(), BasicFileAttributes.class);
      return new SourceVersion(a.size(), "", a.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw new SourceException(url, "is no longer there: " + FailureWords.of(e), true, e);
    }
  }
}
